using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Rollouts.Tests.Statistics;

public sealed class LatencyBucketsTests
{
    [Property]
    public Property IndexOf_AnyLatency_LiesInItsBucketWhichIsNarrow() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000_000).Select(micros => TimeSpan.FromMicroseconds(micros)).ToArbitrary(), latency =>
        {
            var index = LatencyBuckets.IndexOf(latency);
            var upper = LatencyBuckets.UpperEnd(index);
            var lower = index == 0 ? TimeSpan.Zero : LatencyBuckets.UpperEnd(index - 1);
            return lower <= latency && latency < upper && (upper - lower).Ticks <= Math.Max(10, lower.Ticks * 0.0625);
        });

    [Theory]
    [InlineData(-5)]
    [InlineData(1_000_000)]
    public void IndexOf_BeyondTheRange_IsTheFirstOrTheLast(int seconds) =>
        Assert.Equal(seconds < 0 ? 0 : LatencyBuckets.Count - 1, LatencyBuckets.IndexOf(TimeSpan.FromSeconds(seconds)));
}
