using FsCheck;
using FsCheck.Fluent;
using TrafficRouting.TestKit;
using Property = TrafficRouting.TestKit.Property;

namespace TrafficRouting.Tests.Matching;

public sealed class HostileRequestTests
{
    private static readonly string[] Hostile =
    [
        "", "%", "%%%", "%4", "%zz", "%C3", "%C3%28", "%F0%9F%98", "%00", "\ud800", "\udc00\ud800", "\0", "Ünïcode", "ｆｕｌｌ", "\u212a", "ſ",
        new('%', 300), new('a', 65_536), string.Concat(Enumerable.Repeat("%C3%B6", 10_000)), new(',', 65_536), new(';', 65_536),
        new('.', 65_536), new('/', 65_536), new('&', 65_536), new('9', 65_536), "1e999999999", "-0", "x=1,y=2;,=", "=", "&=&",
    ];

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

    [Fact]
    public void MatchesAndExplain_WhateverTheRequestHolds_NeverThrow() =>
        Property.Holds(from match in MatchGen.Match from request in Request select (match, request), pair =>
        {
            var matcher = RequestMatcher.Compile(pair.match);
            return matcher.Matches(pair.request) == matcher.Explain(pair.request) is null;
        }, cases: 500);

    [Fact]
    public void FindFirst_WhateverTheRequestHolds_FindsWhatAPlainScanFinds() =>
        Property.Holds(from rules in MatchGen.Rules from request in Request select (rules, request), pair =>
        {
            RequestMatcher[] matchers = [.. pair.rules.Select(RequestMatcher.Compile)];
            return RuleIndex.Build(matchers).FindFirst(pair.request) == Array.FindIndex(matchers, matcher => matcher.Matches(pair.request));
        });

    [Fact]
    public void TryFind_WhateverTheHost_NeverThrows()
    {
        var index = HostIndex<int>.Build([new("a.example", 1), new("*.example", 2), new("*.a.b.c", 3)]);

        Property.Holds(Text, host => !index.TryFind(host, out var value) || value > 0);
    }

    [Fact]
    public void Decoding_AnyText_ReadsAsUriDoes() =>
        Property.Holds(from text in Text from other in Text select (text, other), pair =>
            PercentEncoding.Equals(pair.text, Uri.UnescapeDataString(pair.text))
            && PercentEncoding.Equals(pair.text, pair.other) == string.Equals(Uri.UnescapeDataString(pair.text), pair.other, StringComparison.Ordinal)
            && PercentEncoding.Hash(pair.text) == KeyHash.Of(Uri.UnescapeDataString(pair.text)));

    [Fact]
    public void Explain_SecretValues_AreNeverShown()
    {
        var request = new TestRequest("GET", "http://a/p?token=s3cret", ("x", "s3cret"), ("Cookie", "session=s3cret"));
        Property.Holds(MatchGen.Match, match => !RequestMatcher.Compile(match).Explain(request)?.Contains("s3cret", StringComparison.Ordinal) ?? true);

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
            "no match of AnyOf holds (header 'x' is not 'other'; query 'token' does not start with 'other'; cookie 'session' must not be present)",
            RequestMatcher.Compile(named).Explain(request));
    }
}
