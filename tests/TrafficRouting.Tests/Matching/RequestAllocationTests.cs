using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Matching;

public sealed class RequestAllocationTests
{
    private static readonly TestRequest Request = new(
        "GET", "http://shop.example:8080/cart/items?size=42&name=J%C3%B6rg&%6Eote=a%20b", ("user", "jason-7"), ("Cookie", "a=1; group=canary"));

    public static TheoryData<string> Kinds =>
        ["Exact", "Prefix", "Suffix", "Contains", "Regex", "Present", "Absent", "In", "GreaterThan", "LessThan", "InNetwork", "Not", "Several"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Matches_EveryKindOfConditionOnEveryField_AllocatesNothing(string kind)
    {
        foreach (var ignoreCase in new[] { false, true })
        {
            var matcher = RequestMatcher.Compile(new MatchOptions
            {
                AnyOf =
                {
                    new MatchOptions { Path = Path(kind, ignoreCase) },
                    new MatchOptions { Method = Condition(kind, ignoreCase) },
                    new MatchOptions { Scheme = Condition(kind, ignoreCase) },
                    new MatchOptions { Host = Condition(kind, ignoreCase) },
                    new MatchOptions { Port = 1 },
                    new MatchOptions { Headers = { ["user"] = Condition(kind, ignoreCase), ["missing"] = new() { Exact = "never" } } },
                    new MatchOptions { Query = { ["name"] = Condition(kind, ignoreCase), ["missing"] = new() { Exact = "never" } } },
                    new MatchOptions { Query = { ["note"] = Condition(kind, ignoreCase), ["missing"] = new() { Exact = "never" } } },
                    new MatchOptions { Cookies = { ["group"] = Condition(kind, ignoreCase), ["missing"] = new() { Exact = "never" } } },
                },
                NoneOf = { new MatchOptions { Port = 2 } },
            });

            Assert.Equal(0, Allocations.Of(() => matcher.Matches(Request)));
        }
    }

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("2001:db8::1:2.3.4.5")]
    public void Matches_AddressInANetwork_AllocatesNothing(string address)
    {
        var request = new TestRequest("GET", "http://a/", ("x-real-ip", address));
        var matcher = RequestMatcher.Compile(new MatchOptions { Headers = { ["x-real-ip"] = new() { InNetwork = { "10.0.0.0/8", "2001:db8::/32" } } } });

        Assert.True(matcher.Matches(request));
        Assert.Equal(0, Allocations.Of(() => matcher.Matches(request)));
    }

    [Fact]
    public void Matches_LongEscapedQueryValue_AllocatesNothingOnceWarm()
    {
        var request = Request with { RawQuery = $"name={new string('a', 10_000)}%20" };
        var matcher = RequestMatcher.Compile(new MatchOptions { Query = { ["name"] = new StringConditionOptions { Suffix = "a " } } });

        Assert.True(matcher.Matches(request));
        Assert.Equal(0, Allocations.Of(() => matcher.Matches(request)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1_000)]
    public void FindFirst_AnyNumberOfRules_AllocatesNothing(int count)
    {
        var index = RuleIndex.Build(
        [
            .. Enumerable.Range(0, count).Select(i => RequestMatcher.Compile((i % 4) switch
            {
                0 => new MatchOptions { Headers = { ["user"] = new() { Exact = $"mary-{i}" } } },
                1 => new MatchOptions { Path = new() { PathPrefix = $"/orders/{i}" } },
                2 => new MatchOptions { Path = new() { Prefix = $"/orders-{i}" } },
                _ => new MatchOptions { Query = { ["name"] = new() { Exact = $"Mary {i}" } } },
            })),
            RequestMatcher.Compile(new MatchOptions()),
        ]);

        Assert.Equal(count, index.FindFirst(Request));
        Assert.Equal(0, Allocations.Of(() => index.FindFirst(Request)));
    }

    [Fact]
    public void TryFind_AnyHost_AllocatesNothing()
    {
        var index = HostIndex<int>.Build([new("shop.example", 1), new("*.shop.example", 2), new("*", 3)]);

        Assert.Equal(0, Allocations.Of(() =>
        {
            index.TryFind("SHOP.example", out _);
            index.TryFind("a.b.shop.example", out _);
            index.TryFind("elsewhere", out _);
        }));
    }

    private static StringConditionOptions Condition(string kind, bool ignoreCase) => Fill(new StringConditionOptions(), kind, ignoreCase);

    private static PathConditionOptions Path(string kind, bool ignoreCase)
    {
        var path = (PathConditionOptions)Fill(new PathConditionOptions(), kind, ignoreCase);
        if (path.Prefix is not null)
            path.PathPrefix = "/Cart/";
        return path;
    }

    private static StringConditionOptions Fill(StringConditionOptions options, string kind, bool ignoreCase)
    {
        options.IgnoreCase = ignoreCase;
        options.Not = kind is "Not";
        options.Exact = kind is "Exact" or "Not" ? "other" : null;
        options.Prefix = kind is "Prefix" or "Several" ? "JASON" : null;
        options.Suffix = kind is "Suffix" or "Several" ? "-7" : null;
        options.Contains = kind is "Contains" or "Several" ? "son" : null;
        options.Regex = kind is "Regex" or "Several" ? "(jason|mary)-[0-9]+" : null;
        options.Present = kind is "Present" ? true : kind is "Absent" ? false : null;
        options.GreaterThan = kind is "GreaterThan" ? 41.5 : null;
        options.LessThan = kind is "LessThan" ? 43 : null;
        if (kind is "In")
            options.In.Add("other");
        if (kind is "InNetwork")
            options.InNetwork.Add("10.0.0.0/8");
        return options;
    }
}
