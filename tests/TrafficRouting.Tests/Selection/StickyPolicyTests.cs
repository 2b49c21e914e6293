namespace TrafficRouting.Tests.Selection;

public sealed class StickyPolicyTests : SelectionPolicyContract
{
    protected override SelectionPolicy Create(params ReadOnlySpan<int> weights) =>
        SelectionPolicy.Sticky(weights, Enumerable.Range(0, weights.Length).Select(i => $"b{i}").ToArray(), "salt");

    [Fact]
    public void Select_WithoutKey_DrawsAtRandom()
    {
        var policy = Create(1, 1);
        Assert.Equal(2, Enumerable.Range(0, 200).Select(_ => policy.Select(RandomSource.Shared, "")).Distinct().Count());
    }

    [Fact]
    public void Peek_WithKey_GivesTheStickyAnswer()
    {
        var policy = Create(1, 1, 1);
        for (var i = 0; i < 100; i++)
            Assert.Equal(policy.Select(RandomSource.Shared, Key(i)), policy.Peek(Key(i)));
    }

    [Fact]
    public void Select_NamesAndSaltInOtherCase_GivesTheSameAnswer()
    {
        var lower = SelectionPolicy.Sticky([1, 1], ["v1", "v2"], "shop/default");
        var upper = SelectionPolicy.Sticky([1, 1], ["V1", "V2"], "Shop/Default");
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(lower.Peek(Key(i)), upper.Peek(Key(i))));
    }

    [Fact]
    public void Create_FewerNamesThanWeights_Throws() =>
        Assert.Equal("names", Assert.Throws<ArgumentException>(() => SelectionPolicy.Sticky([1, 1], ["v1"], "")).ParamName);

    [Fact]
    public void Create_NameTwiceInOtherCase_ThrowsNamingIt() =>
        Assert.Contains("'V1'", Assert.Throws<ArgumentException>(() => SelectionPolicy.Sticky([1, 1], ["v1", "V1"], "")).Message, StringComparison.Ordinal);

    [Fact]
    public void Create_NullSaltOrName_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => SelectionPolicy.Sticky([1], ["v1"], null!));
        Assert.Throws<ArgumentNullException>(() => SelectionPolicy.Sticky([1], [null!], ""));
    }
}
