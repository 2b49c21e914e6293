using BenchmarkDotNet.Reports;

namespace TrafficRouting.Benchmarks.Goals;

/// <summary>A benchmark that BenchmarkDotNet has run.</summary>
internal sealed class ReportedCase(BenchmarkReport report) : IMeasuredCase
{
    public string Method => report.BenchmarkCase.Descriptor.WorkloadMethod.Name;

    public string Parameters => report.BenchmarkCase.Parameters.DisplayInfo.Trim('[', ']');

    public double Nanoseconds => report.ResultStatistics!.Min;

    public long Bytes => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;

    public double TypicalRatio(IMeasuredCase per) => Median / ((ReportedCase)per).Median;

    private double Median => report.ResultStatistics!.Median;
}
