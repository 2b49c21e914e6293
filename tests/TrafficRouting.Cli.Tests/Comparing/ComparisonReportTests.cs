using TrafficRouting.Rollouts;

namespace TrafficRouting.Cli.Tests.Comparing;

public sealed class ComparisonReportTests
{
    [Fact]
    public void Write_SecretValues_AreNotShown()
    {
        var found = TableComparison.Compare(Table("v1", Secrets), Table("v2", Secrets));
        using var text = new StringWriter();

        DiffReport.Write(found, int.MaxValue, text);

        Assert.Contains("GET http://s/?token=…&q=plain -H 'x-api-key: …' -H 'Cookie: session=…' -H 'baggage: secret=…' --property 'password=…'", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", text + DiffReport.ToJson(found).ToJsonString(), StringComparison.Ordinal);

        static void Secrets(MatchOptions match)
        {
            match.Headers["x-api-key"] = new() { Exact = "hush" };
            match.Query["token"] = new() { Exact = "hush" };
            match.Query["q"] = new() { Exact = "plain" };
            match.Cookies["session"] = new() { Exact = "hush" };
            match.Baggage["secret"] = new() { Exact = "hush" };
            match.Properties["password"] = new() { Exact = "hush" };
        }
    }

    // Edits are shown with what they say.
    [Fact]
    public void Write_ChangedEdits_ShowNoSecretValues()
    {
        var found = TableComparison.Compare(Edited("hush1"), Edited("hush2"));
        using var text = new StringWriter();

        DiffReport.Write(found, int.MaxValue, text);

        Assert.Contains("""s/r: RequestHeaders {"Set":{"Authorization":"…","x-team":"hush1"}} -> {"Set":{"Authorization":"…","x-team":"hush2"}}""", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Bearer", text + DiffReport.ToJson(found).ToJsonString(), StringComparison.Ordinal);

        static RouteTable Edited(string value) => RouteTable.Compile(new TrafficRoutingOptions().AddBackend("v1", "http://v1")
            .AddService("s", s => s.AddHost("s").AddRoute("r", r => r.SendTo("v1").SetRequestHeader("Authorization", $"Bearer {value}").SetRequestHeader("x-team", value))));
    }

    // The key of a condition need not be the name of what it asks for.
    [Fact]
    public void Write_ConditionOnASecretUnderAnotherKey_ShowsNoSecretValues()
    {
        var found = TableComparison.Compare(Tried("hush1"), Tried("hush2"));
        using var text = new StringWriter();

        DiffReport.Write(found, int.MaxValue, text);

        Assert.Contains("""{"Headers":{"team":{"Exact":"hush1","Name":"x-team"},"who":"…"}}""", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Bearer", text + DiffReport.ToJson(found).ToJsonString(), StringComparison.Ordinal);

        static LoadedRouting Tried(string value)
        {
            var match = new MatchOptions { Headers = { ["team"] = new() { Exact = value, Name = "x-team" }, ["who"] = new() { Exact = $"Bearer {value}", Name = "Authorization" } } };
            var rollout = new RolloutOptions { Steps = { new RolloutStepOptions { SetHeaderRoute = new() { Match = match } } } };
            return new([], new(), [], 0, 0) { Rollouts = new() { Rollouts = { ["r"] = rollout } } };
        }
    }

    // As a shell reads them.
    [Fact]
    public void Write_ValuesWithQuotes_CanBePasted()
    {
        var found = TableComparison.Compare(Table("v1", Quoted), Table("v2", Quoted));
        using var text = new StringWriter();

        DiffReport.Write(found, int.MaxValue, text);

        Assert.Contains("""-H 'x: it'\''s' --property 'y=it'\''s'""", text.ToString(), StringComparison.Ordinal);

        static void Quoted(MatchOptions match)
        {
            match.Headers["x"] = new() { Exact = "it's" };
            match.Properties["y"] = new() { Exact = "it's" };
        }
    }

    [Fact]
    public void Compare_PatternsAndNumbers_FindsWhatItCanAndSaysThatItSampled()
    {
        var found = TableComparison.Compare(Table("v1", Sampled), Table("v2", Sampled));

        var probe = Assert.Single(Assert.Single(found.Differences).Probes, p => p.Was.Name is "s/r");
        Assert.Equal("GET http://s/v0/a.json", probe.Request.Request);
        Assert.Equal(6, found.Sampled.Count);

        static void Sampled(MatchOptions match)
        {
            match.Path = new() { Regex = "/(?:v[0-9]{1}|latest)/[a-z]+\\.json" };
            match.Headers["x-age"] = new() { GreaterThan = 17 };
            match.Headers["x-for"] = new() { InNetwork = { "10.0.0.0/8" } };
            match.Headers["user-agent"] = new() { Suffix = "Mobile" };
            match.Headers["y"] = new() { Regex = "[^x]\\d?(a|bc)*" };
            match.Headers["x"] = new() { LessThan = 3 };
        }
    }

    [Fact]
    public void Compare_FieldsThatDependOnOneAnother_SaysThatItSampled()
    {
        var found = TableComparison.Compare(Table("v1", Whole), Table("v2", Whole));

        Assert.NotEmpty(found.Sampled);

        static void Whole(MatchOptions match)
        {
            match.Headers["Cookie"] = new() { Exact = "a=1" };
            match.Cookies["a"] = new() { Exact = "2" };
        }
    }

    [Fact]
    public void Compare_TooManyCombinations_DrawsSomeAndSaysSo()
    {
        var (old, @new) = (Many("v1"), Many("v2"));
        var called = CalledServices.Of(old, @new, "s");

        var comparison = new ServiceComparison(old, @new, called, ["s"], budget: 500);
        var found = comparison.Compare().ToList();

        Assert.NotEmpty(found);
        Assert.Contains(comparison.Sampled, s => s.StartsWith("the combinations of conditions of s", StringComparison.Ordinal));

        static RouteTable Many(string backend) => RouteTable.Compile(new TrafficRoutingOptions()
            .AddBackend("v1", "http://v1").AddBackend("v2", "http://v2")
            .AddService("s", s =>
            {
                s.AddHost("s").AddRoute("last", r => r.WithOrder(99).SendTo(backend));
                for (var i = 0; i < 20; i++)
                {
                    var header = i;
                    s.AddRoute($"r{i}", r => r.WithOrder(header).SendTo("v1").AddMatch(m => m.WithHeader($"a{header}", "1").WithHeader($"b{header}", "1")));
                }
            }));
    }

    [Fact]
    public void Formula_EveryKindOfCondition_IsTakenApart()
    {
        foreach (var key in MatchOptions.Shape.Keys.Where(k => k.Form is KeyForm.Map))
        {
            var match = (MatchOptions)MatchOptions.Shape.Create();
            ((IDictionary<string, StringConditionOptions>)typeof(MatchOptions).GetProperty(key.Name)!.GetValue(match)!)["x"] = new() { Exact = "1" };
            Assert.Single(Formula.Of(match).Clauses);
        }
    }

    // One route with a match, to a backend of one's choice.
    private static RouteTable Table(string backend, Action<MatchOptions> match) => RouteTable.Compile(new TrafficRoutingOptions()
        .AddBackend("v1", "http://v1").AddBackend("v2", "http://v2")
        .AddService("s", s => s.AddHost("s").AddRoute("r", r => r.SendTo(backend).AddMatch(match))));
}
