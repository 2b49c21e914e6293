using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Matching;

public sealed class RuleIndexTests
{
    private static readonly Gen<(MatchOptions[] Rules, TestRequest[] Requests)> Cases =
        from rules in MatchGen.Rules from requests in Gen.ArrayOf(MatchGen.Request, 20) select (rules, requests);

    [Property(MaxTest = 500)]
    public Property FindFirst_RandomRulesAndRequests_FindsWhatAPlainScanFinds() => Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        RequestMatcher[] matchers = [.. c.Rules.Select(RequestMatcher.Compile)];
        var index = RuleIndex.Build(matchers);
        Assert.All(c.Requests, request => Assert.Equal(Array.FindIndex(matchers, matcher => matcher.Matches(request)), index.FindFirst(request)));
    });

    [Fact]
    public void Cases_OfTheProperty_MatchOftenBehindTheFirstRule() =>
        Assert.InRange(
            Cases.Sample(500, new Rnd(1, 1), 100).Sum(c => c.Requests.Count(request => Array.FindIndex(c.Rules, rule => RequestMatcher.Compile(rule).Matches(request)) > 0)),
            1_000, 500 * 20);

    [Fact]
    public void FindFirst_NoRules_FindsNone() =>
        Assert.Equal(-1, RuleIndex.Build([]).FindFirst(new TestRequest("GET", "http://a/")));

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(5_000)]
    public void FindFirst_LowestOfSeveralThatMatch_Wins(int count)
    {
        // Every rule matches the request; those with a key, those without, and the first of all.
        var rules = Enumerable.Range(0, count).Select(i => new MatchOptions
        {
            Headers = { ["tenant"] = i % 2 == 0 ? new StringConditionOptions { Exact = "t1" } : new StringConditionOptions { Regex = "t." } },
        });
        var index = RuleIndex.Build([.. rules.Select(RequestMatcher.Compile)]);

        Assert.Equal(0, index.FindFirst(new TestRequest("GET", "http://a/", ("tenant", "t1"))));
        Assert.Equal(1, index.FindFirst(new TestRequest("GET", "http://a/", ("tenant", "t2"))));
        Assert.Equal(-1, index.FindFirst(new TestRequest("GET", "http://a/")));
    }

    [Fact]
    public void FindFirst_ManyRulesOfEveryKind_EachFindsItsOwn()
    {
        var rules = new List<MatchOptions>();
        var requests = new List<TestRequest>();
        for (var i = 0; i < 500; i++)
        {
            rules.Add(new MatchOptions { Headers = { ["tenant"] = new StringConditionOptions { Exact = $"tenant-{i}" } } });
            requests.Add(new TestRequest("GET", "http://a/", ("Tenant", $"tenant-{i}")));
            rules.Add(new MatchOptions { Path = new PathConditionOptions { PathPrefix = $"/segments/{i}/" } });
            requests.Add(new TestRequest("GET", $"http://a/segments/{i}/x"));
            rules.Add(new MatchOptions { Path = new PathConditionOptions { Prefix = $"/literal/{i:000}" } });
            requests.Add(new TestRequest("GET", $"http://a/literal/{i:000}x"));
            rules.Add(new MatchOptions { Path = new PathConditionOptions { Exact = $"/exact/{i}" } });
            requests.Add(new TestRequest("GET", $"http://a/exact/{i}"));
            rules.Add(new MatchOptions { Query = { ["q"] = new StringConditionOptions { Exact = $"ö{i}" } } });
            requests.Add(new TestRequest("GET", $"http://a/?q=%C3%B6{i}"));
            rules.Add(new MatchOptions { Cookies = { ["c"] = new StringConditionOptions { Exact = $"C{i}", IgnoreCase = true } } });
            requests.Add(new TestRequest("GET", "http://a/", ("Cookie", $"b=1; c=c{i}")));
        }

        var index = RuleIndex.Build([.. rules.Select(RequestMatcher.Compile)]);

        Assert.All(requests, (request, i) => Assert.Equal(i, index.FindFirst(request)));
    }

    [Fact]
    public void FindFirst_KeysSharedInPairs_AreTakenApartLevelByLevel()
    {
        // 60 paths by 60 tenants: neither alone is rare.
        MatchOptions[] rules =
        [
            .. from path in Enumerable.Range(0, 60)
               from tenant in Enumerable.Range(0, 60)
               select new MatchOptions
               {
                   Path = new PathConditionOptions { PathPrefix = $"/p{path}" },
                   Headers = { ["tenant"] = new StringConditionOptions { Exact = $"t{tenant}" } },
               },
        ];
        var index = RuleIndex.Build([.. rules.Select(RequestMatcher.Compile)]);

        for (var i = 0; i < rules.Length; i += 7)
            Assert.Equal(i, index.FindFirst(new TestRequest("GET", $"http://a/p{i / 60}/x", ("tenant", $"t{i % 60}"))));
    }

    [Fact]
    public void Build_AHundredThousandRules_TakesBoundedMemory()
    {
        RequestMatcher[] matchers =
        [
            .. Enumerable.Range(0, 100_000).Select(i => RequestMatcher.Compile(
                new MatchOptions { Path = new PathConditionOptions { PathPrefix = $"/service-{i}" } })),
        ];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var index = RuleIndex.Build(matchers);
        var perRule = (GC.GetAllocatedBytesForCurrentThread() - before) / matchers.Length;

        Assert.Equal(99_999, index.FindFirst(new TestRequest("GET", "http://a/service-99999/x")));
        Assert.InRange(perRule, 1, 1_500);
    }

    [Fact]
    public void Build_AHeaderForEachOfTenThousandRulesOfSharedPaths_StaysLinear()
    {
        RequestMatcher[] matchers =
        [
            .. Enumerable.Range(0, 10_000).Select(i => RequestMatcher.Compile(
                new MatchOptions { Path = new PathConditionOptions { PathPrefix = $"/p{i / 8}" }, Headers = { [$"x-{i}"] = new StringConditionOptions { Exact = "1" } } })),
        ];
        var before = GC.GetAllocatedBytesForCurrentThread();
        RuleIndex.Build(matchers);

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / matchers.Length, 1, 3_000);
    }

    [Fact]
    public void FindFirst_HostilePathAndHeader_StaysLinear()
    {
        RequestMatcher[] matchers =
        [
            .. Enumerable.Range(0, 100).Select(i => RequestMatcher.Compile(
                new MatchOptions { Path = new PathConditionOptions { PathPrefix = $"/s{i}" }, Headers = { ["x"] = new StringConditionOptions { Exact = $"{i}" } } })),
        ];
        var index = RuleIndex.Build(matchers);
        var hostile = new TestRequest("GET", "http://a/", ("x", new string('0', 65_536))) { RawPath = new string('/', 65_536) };

        Assert.Equal(-1, index.FindFirst(hostile));
        Assert.Equal(0, Allocations.Of(() => index.FindFirst(hostile)));
    }
}
