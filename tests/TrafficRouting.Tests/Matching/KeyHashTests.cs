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

    // Words without a case, emoji that share their first surrogate, and letters of an alphabet that has cases.
    [Theory]
    [InlineData(0x4E00)]
    [InlineData(0x1F300)]
    [InlineData(0x400)]
    [InlineData(0x20000)]
    public void Of_ManySimilarKeysBeyondAscii_RarelyCollides(int first)
    {
        var hashes = Enumerable.Range(0, 5_000).Select(i => KeyHash.Of($"x{char.ConvertFromUtf32(first + (i % 40))}{char.ConvertFromUtf32(first + (i / 40))}")).Distinct().Count();

        Assert.InRange(hashes, first == 0x400 ? 2_500 : 5_000, 5_000);
    }

    [Fact]
    public void Of_EverySymbolBeyondTheFirstPlane_IsTheSameInAnyCase()
    {
        for (var c = 0x10000; c <= 0x2FFFF; c++)
        {
            var one = char.ConvertFromUtf32(c);
            foreach (var other in (string[])[one.ToUpperInvariant(), one.ToLowerInvariant()])
            {
                if (string.Equals(one, other, StringComparison.OrdinalIgnoreCase))
                    Assert.Equal(KeyHash.Of($"aaa{other}"), KeyHash.Of($"aaa{one}"));
            }
        }
    }

    [Fact]
    public void Of_AllCharactersThatAreEqualButForCase_IsTheSame()
    {
        var known = new Dictionary<string, ulong>(StringComparer.OrdinalIgnoreCase);
        for (var c = 0; c <= char.MaxValue; c++)
        {
            var hash = KeyHash.Of(((char)c).ToString());
            if (!known.TryAdd(((char)c).ToString(), hash))
                Assert.Equal(known[((char)c).ToString()], hash);
        }
    }

    private static string[] Ascii { get; } = [.. Enumerable.Range(0, 0x80).Select(c => ((char)c).ToString())];
}
