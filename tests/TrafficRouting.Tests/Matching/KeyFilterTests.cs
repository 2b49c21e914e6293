namespace TrafficRouting.Tests.Matching;

public sealed class KeyFilterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10_000)]
    public void MayHold_KeysAndOthers_HoldsEachKeyAndRefusesMostOthers(int count)
    {
        var random = RandomSource.Create(7);
        ulong[] keys = [.. Enumerable.Range(0, count).Select(_ => random.NextUInt64())];
        var filter = new KeyFilter(keys);

        Assert.All(keys, key => Assert.True(filter.MayHold(key)));

        // One bit in sixteen at most is set: of 10,000 others 625 are let by, and more than 800 hardly ever.
        Assert.InRange(Enumerable.Range(0, 10_000).Count(_ => filter.MayHold(random.NextUInt64())), 0, 800);
    }
}
