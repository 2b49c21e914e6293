namespace TrafficRouting.Tests.Selection;

public sealed class RandomPolicyTests : SelectionPolicyContract
{
    protected override SelectionPolicy Create(params ReadOnlySpan<int> weights) => SelectionPolicy.Random(weights);

    [Fact]
    public void Select_SameSeed_RepeatsTheChoices()
    {
        var policy = Create(1, 2, 3);
        int[] Draw()
        {
            var random = RandomSource.Create(42);
            return Enumerable.Range(0, 100).Select(_ => policy.Select(random, "")).ToArray();
        }

        Assert.Equal(Draw(), Draw());
    }

    [Fact]
    public void Select_WithKey_IgnoresIt()
    {
        var policy = Create(1, 1);
        Assert.Equal(2, Enumerable.Range(0, 200).Select(_ => policy.Select(RandomSource.Shared, "alice")).Distinct().Count());
    }
}
