using System.Collections.Concurrent;
using OpenTelemetry;

namespace TrafficRouting.Telemetry.Tests;

/// <summary>Keeps what the SDK exports.</summary>
internal sealed class MemoryExporter<T, TKept>(Func<T, TKept> keep) : BaseExporter<T>
    where T : class
{
    public ConcurrentQueue<TKept> Exported { get; } = new();

    public override ExportResult Export(in Batch<T> batch)
    {
        // The SDK uses its objects again, so that what is to last is copied.
        foreach (var item in batch)
            Exported.Enqueue(keep(item));
        return ExportResult.Success;
    }
}
