namespace TrafficRouting.Tests.Matching;

public sealed class KeyHashTests
{
    [Fact]
    public void Of_EveryPairOfCharactersEqualButForCase_IsTheSame()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            var one = ((char)c).ToString();
            foreach (var other in (string[])[one.ToUpperInvariant(), one.ToLowerInvariant(), .. c < 0x80 ? [] : Ascii])
            {
                if (!string.Equals(one, other, StringComparison.OrdinalIgnoreCase))
                    continue;

                Assert.Equal(KeyHash.Of(other), KeyHash.Of(one));
                Assert.Equal(KeyHash.Of($"aa{other}a"), KeyHash.Of($"aa{one}a"));
            }
        }
    }

    [Fact]
    public void OfPrefix_EveryLength_IsTheHashOfThatPrefix()
    {
        const string Text = "/api/v1/Örders/some-long-name";
        var hash = new KeyHash(Text);
        for (var length = 0; length <= Text.Length; length++)
            Assert.Equal(KeyHash.Of(Text.AsSpan(0, length)), hash.OfPrefix(length));
    }

    [Fact]
    public void Of_ManySimilarKeys_RarelyCollides()
    {
        var hashes = Enumerable.Range(0, 100_000).Select(i => KeyHash.Of($"tenant-{i}")).Distinct().Count();

        Assert.Equal(100_000, hashes);
    }

    private static string[] Ascii { get; } = [.. Enumerable.Range(0, 0x80).Select(c => ((char)c).ToString())];
}
