using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Matching;

public sealed class HostileRequestTests
{
    private static readonly string[] Hostile =
    [
        "", "%", "%%%", "%4", "%zz", "%C3", "%C3%28", "%F0%9F%98", "%00", "\ud800", "\udc00\ud800", "\0", "Ünïcode", "ｆｕｌｌ", "\u212a", "ſ",
        new('%', 300), new('a', 65_536), string.Concat(Enumerable.Repeat("%C3%B6", 10_000)), new(',', 65_536), new(';', 65_536),
        new('.', 65_536), new('/', 65_536), new('&', 65_536), new('9', 65_536), "1e999999999", "-0", "x=1,y=2;,=", "=", "&=&",
    ];

    private static readonly TestRequest Secret = new("GET", "http://a/p?token=s3cret", ("x", "s3cret"), ("Cookie", "session=s3cret"));

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Elements(Hostile),
        Gen.ArrayOf(Gen.Choose(0, char.MaxValue).Select(c => (char)c)).Select(chars => new string(chars)),
        Gen.ArrayOf(Gen.Elements("%", "a", "=", "&", ",", ";", "/", "%41", "%c3", "%b6", "\ud83d", "x")).Select(string.Concat));

    private static readonly Gen<TestRequest> Request =
        from parts in Gen.ArrayOf(Text, 5)
        from headers in Gen.ArrayOf(from name in Gen.Elements("x", "y", "Cookie") from value in Text select (name, value)).Resize(3)
        from port in Gen.Choose(-1, 70_000)
        select new TestRequest("GET", "http://a/", headers)
        {
            RawMethod = parts[0],
            RawScheme = parts[1],
            RawHost = parts[2],
            RawPath = parts[3],
            RawQuery = parts[4],
            Port = port,
        };

    [Property(MaxTest = 500)]
    public Property MatchesAndExplain_WhateverTheRequestHolds_NeverThrow() =>
        Prop.ForAll(MatchGen.Match.ToArbitrary(), Request.ToArbitrary(), (match, request) =>
        {
            var matcher = RequestMatcher.Compile(match);
            return matcher.Matches(request) == matcher.Explain(request) is null;
        });

    [Property]
    public Property FindFirst_WhateverTheRequestHolds_FindsWhatAPlainScanFinds() =>
        Prop.ForAll(MatchGen.Rules.ToArbitrary(), Request.ToArbitrary(), (rules, request) =>
        {
            RequestMatcher[] matchers = [.. rules.Select(RequestMatcher.Compile)];
            return RuleIndex.Build(matchers).FindFirst(request) == Array.FindIndex(matchers, matcher => matcher.Matches(request));
        });

    [Property]
    public Property TryFind_WhateverTheHost_NeverThrows()
    {
        var index = HostIndex<int>.Build([new("a.example", 1), new("*.example", 2), new("*.a.b.c", 3)]);

        return Prop.ForAll(Text.ToArbitrary(), host => !index.TryFind(host, out var value) || value > 0);
    }

    [Property]
    public Property Decoding_AnyText_ReadsAsUriDoes() =>
        Prop.ForAll(Text.ToArbitrary(), Text.ToArbitrary(), (text, other) =>
            PercentEncoding.Equals(text, Uri.UnescapeDataString(text))
            && PercentEncoding.Equals(text, other) == string.Equals(Uri.UnescapeDataString(text), other, StringComparison.Ordinal)
            && PercentEncoding.Hash(text) == KeyHash.Of(Uri.UnescapeDataString(text)));

    [Property(Arbitrary = [typeof(MatchArbitraries)])]
    public bool Explain_SecretValuesInAnyMatch_AreNeverShown(MatchOptions match) =>
        !RequestMatcher.Compile(match).Explain(Secret)?.Contains("s3cret", StringComparison.Ordinal) ?? true;

    [Fact]
    public void Explain_SecretValues_AreNeverShown()
    {
        var named = new MatchOptions
        {
            AnyOf =
            {
                new MatchOptions { Headers = { ["x"] = new StringConditionOptions { Exact = "other" } } },
                new MatchOptions { Query = { ["token"] = new StringConditionOptions { Prefix = "other" } } },
                new MatchOptions { Cookies = { ["session"] = new StringConditionOptions { Not = true, Present = true } } },
            },
        };
        Assert.Equal(
            "no match of AnyOf holds (header 'x' is not 'other'; query 'token' does not match its condition; cookie 'session' must not be present)",
            RequestMatcher.Compile(named).Explain(Secret));
    }
}
