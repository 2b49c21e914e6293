using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Matching;

public sealed class ExplainTests
{
    private static readonly TestRequest Request = new("POST", "http://shop/ratings/7?size=42&escaped=a%20b", ("end-user", "mary"), ("escaped", "%41"))
    {
        Baggage = new Dictionary<string, string> { ["version"] = "v1", ["session-id"] = "s" },
    };

    public static TheoryData<string, MatchOptions> Reasons => new()
    {
        { "header 'end-user' is not 'jason'", Header("end-user", new() { Exact = "jason" }) },
        { "header 'end-user' is not 'jason' (ignoring case)", Header("end-user", new() { Exact = "jason", IgnoreCase = true }) },
        { "header 'end-user' is not one of 'a', 'b', 'c', 'd', 'e', ...", Header("end-user", new() { In = { "a", "b", "c", "d", "e", "f" } }) },
        { "header 'end-user' is not one of 'a', 'b', 'c', 'd', 'e'", Header("end-user", new() { In = { "a", "b", "c", "d", "e" } }) },
        { "header 'end-user' must not be 'mary'", Header("end-user", new() { Exact = "mary", Not = true }) },
        { "header 'end-user' must not be one of 'mary', 'jason'", Header("end-user", new() { In = { "mary", "jason" }, Not = true }) },
        { "header 'escaped' does not end with 'x'", Header("escaped", new() { Prefix = "%", Suffix = "x" }) },
        { "query 'escaped' does not end with 'x'", new() { Query = { ["escaped"] = new() { Prefix = "a ", Suffix = "x" } } } },
        { "query 'size' must not be less than 50", new() { Query = { ["size"] = new() { LessThan = 50, Not = true } } } },
        { "path must not start with segment prefix '/' (it is '/ratings/7')", new() { Path = new() { PathPrefix = "/", Not = true } } },
        { "header 'end-user' must not start with 'ma' and end with 'ry'", Header("end-user", new() { Prefix = "ma", Suffix = "ry", Not = true }) },
        { "header 'end-user' is not an address in '10.0.0.0/8', 'fd00::/8'", Header("end-user", new() { InNetwork = { "10.0.0.0/8", "fd00::/8" } }) },
        { "header 'end-user' must be absent", Header("end-user", new() { Present = false }) },
        { "header 'other' is missing", Header("other", new() { Contains = "a" }) },
        { "header 'other' must not be absent", Header("other", new() { Present = false, Not = true }) },
        { "header 'end-user' does not match regex 'j.*'", Header("end-user", new() { Regex = "j.*" }) },
        { "query 'debug' is missing", new() { Query = { ["debug"] = new() { Present = true } } } },
        { "query 'size' is not greater than 42.5", new() { Query = { ["size"] = new() { GreaterThan = 42.5 } } } },
        { "query 'size' is not less than 42", new() { Query = { ["size"] = new() { LessThan = 42 } } } },
        { "cookie 'group' is missing", new() { Cookies = { ["group"] = new() { Exact = "beta" } } } },
        { "baggage 'sandbox' is missing", new() { Baggage = { ["sandbox"] = new() { Exact = "alice" } } } },
        { "baggage 'version' is not 'v2'", new() { Baggage = { ["version"] = new() { Exact = "v2" } } } },
        { "baggage 'session-id' does not match its condition", new() { Baggage = { ["session-id"] = new() { Exact = "s", Not = true, Present = true } } } },
        { "path does not start with segment prefix '/reviews' (it is '/ratings/7')", new() { Path = new() { PathPrefix = "/reviews/" } } },
        { "path must not contain 'ratings' (it is '/ratings/7')", new() { Path = new() { Contains = "ratings", Not = true } } },
        { "method is not 'GET' (it is 'POST')", new() { Method = new() { Exact = "GET" } } },
        { "host does not end with '.example' (ignoring case) (it is 'shop')", new() { Host = new() { Suffix = ".example" } } },
        { "scheme is not 'https' (ignoring case) (it is 'http')", new() { Scheme = new() { Exact = "https" } } },
        { "port is not 8080 (it is 80)", new() { Port = 8080 } },
        { "match 2 of NoneOf holds", new() { NoneOf = { new() { Port = 1 }, new() } } },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Explain_FailedCondition_IsSaidInWords(string expected, MatchOptions match) =>
        Assert.Equal(expected, RequestMatcher.Compile(match).Explain(Request));

    [Fact]
    public void Explain_LongPath_IsShortened()
    {
        var reason = RequestMatcher.Compile(new MatchOptions { Path = new() { Exact = "/" } }).Explain(Request with { RawPath = "/" + new string('a', 65_536) });

        Assert.InRange(reason!.Length, 100, 200);
    }

    [Theory]
    [InlineData(100, "...", false)]
    [InlineData(101, "...", true)]
    public void Explain_PathOfUpToAHundredCharacters_IsShownWhole(int length, string end, bool shortened)
    {
        var path = "/" + new string('a', length - 1);

        var reason = RequestMatcher.Compile(new MatchOptions { Path = new() { Exact = "/" } }).Explain(Request with { RawPath = path });

        Assert.EndsWith(shortened ? $"'{path[..100]}{end}')" : $"'{path}')", reason, StringComparison.Ordinal);
    }

    private static MatchOptions Header(string name, StringConditionOptions condition) => new() { Headers = { [name] = condition } };
}
