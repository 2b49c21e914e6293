using TrafficRouting.TestKit;
using TrafficRouting.Tests.Tables;

namespace TrafficRouting.Tests.Selection;

public sealed class CustomPolicyTests
{
    private static readonly TestRequest Request = new("GET", "http://reviews/", ("user", "alice"));

    private readonly CyclingFactory _cycling = new();

    [Theory]
    [InlineData("Cycling")]
    [InlineData("cycling")]
    public void Decide_RouteOfARegisteredPolicy_GoesByIt(string selection)
    {
        var router = Router(Split(selection, ("v1", 2), ("v2", 1), ("v3", 0)));

        Assert.Equal(["v1", "v1", "v2", "v1", "v1", "v2"], Enumerable.Range(0, 6).Select(_ => router.Decide(in Request)!.Backend!.Name));
        Assert.Equal(["v1=2 v2=1 v3=0"], _cycling.Made);
        Assert.Contains($"('{selection}': v1 ", router.Explain(in Request).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_OnlyOneBackendWithAWeight_AsksNoPolicy()
    {
        var router = Router(Split("cycling", ("v1", 0), ("v2", 1)));

        Assert.Equal("v2", router.Decide(in Request)!.Backend!.Name);
        Assert.Empty(_cycling.Made);
    }

    [Fact]
    public void Decide_Warm_AllocatesNothing()
    {
        var router = Router(Split("cycling", ("v1", 2), ("v2", 1)));

        Assert.Equal(0, Allocations.Of(() => router.Decide(in Request)));
    }

    [Fact]
    public void Decide_StickyBesideARegisteredPolicy_GivesItTheKey()
    {
        var route = Split("by-length", ("v1", 1), ("v2", 1));
        route.Sticky = new() { Header = "user" };
        var router = new TrafficRouter(Given.Routes(("all", route)), selectionPolicies: [new("by-length", new ByLength())]);

        Assert.Equal("v2", router.Decide(in Request)!.Backend!.Name);
        Assert.Equal("v1", router.Decide(new TestRequest("GET", "http://reviews/", ("user", "carola")))!.Backend!.Name);
        Assert.Equal("v1", router.Decide(new TestRequest("GET", "http://reviews/"))!.Backend!.Name);
    }

    [Fact]
    public void Update_NamesAndWeightsAsBefore_LetsThePolicyLiveOn()
    {
        var router = Router(Split("cycling", ("v1", 2), ("v2", 1)));
        router.Decide(in Request);

        router.Update(Given.Routes(("all", Split("cycling", ("v1", 2), ("v2", 1)))));
        Assert.Equal(["v1", "v2"], Enumerable.Range(0, 2).Select(_ => router.Decide(in Request)!.Backend!.Name));

        router.Update(Given.Routes(("all", Split("cycling", ("v1", 1), ("v2", 1)))));
        Assert.Equal(["v1=2 v2=1", "v1=1 v2=1"], _cycling.Made);
    }

    [Fact]
    public void Compile_BackendOfARegisteredPolicy_ChoosesAmongItsEndpoints()
    {
        var options = Given.Routes(("all", Given.To("v1")));
        options.Backends["v1"] = new() { Selection = "cycling", Endpoints = { ["b"] = new() { Address = "http://b" }, ["a"] = new() { Address = "http://a", Weight = 2 } } };
        var policy = Router(options).Table.Backends["v1"].Policy!;

        Assert.Equal([0, 0, 1, 0], Enumerable.Range(0, 4).Select(_ => policy.Select(RandomSource.Shared)));
        Assert.Equal(["a=2 b=1"], _cycling.Made);
    }

    [Theory]
    [InlineData("Cycing", "Did you mean 'cycling'?")]
    [InlineData("RoundRobbin", "Did you mean 'RoundRobin'?")]
    [InlineData("LeastConnections", "Known: Random, RoundRobin, cycling.")]
    public void Validate_UnknownSelection_IsAnErrorWithASuggestion(string selection, string fragment)
    {
        var options = Given.Routes(("all", Split(selection, ("v1", 1))));
        options.Backends["v2"].Selection = selection;

        var error = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => Router(options));

        Assert.Equal(["TrafficRouting:Backends:v2:Selection", "TrafficRouting:Services:reviews:Routes:all:Selection"], error.Failures.Select(f => f[..f.IndexOf(": ", StringComparison.Ordinal)]));
        Assert.All(error.Failures, f => Assert.Contains(fragment, f, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("random")]
    [InlineData("RoundRobin")]
    public void Create_NameThatCannotBeRegistered_Throws(string name) =>
        Assert.Throws<ArgumentException>(() => new TrafficRouter(new(), selectionPolicies: [new(name, _cycling)]));

    [Fact]
    public void Create_NameRegisteredTwice_Throws() =>
        Assert.Throws<ArgumentException>(() => new TrafficRouter(new(), selectionPolicies: [new("a", _cycling), new("A", _cycling)]));

    [Fact]
    public void Accept_FactoryThatFails_KeepsTheTableInForce()
    {
        var factory = new Failing();
        var router = new TrafficRouter(Given.Routes(("all", Split("failing", ("v1", 1)))), selectionPolicies: [new("failing", factory)]);
        var before = router.Table;

        foreach (var (policy, count) in new (SelectionPolicy?, string)[] { (null, "but has 0."), (SelectionPolicy.Random([1, 1, 1]), "but has 3.") })
        {
            factory.Policy = policy;
            var error = Assert.Throws<InvalidOperationException>(() => router.Update(Given.Routes(("all", Split("failing", ("v1", 1), ("v2", 1))))));
            Assert.Contains("'failing'", error.Message, StringComparison.Ordinal);
            Assert.Contains("2 targets (v1, v2)", error.Message, StringComparison.Ordinal);
            Assert.EndsWith(count, error.Message, StringComparison.Ordinal);
        }

        factory.IsThrowing = true;
        var failed = Assert.Throws<InvalidOperationException>(() => router.SetOverlay(new() { Owner = "o", Service = "reviews", Route = "all", Weights = new Dictionary<string, int> { ["v1"] = 1, ["v2"] = 1 } }));
        Assert.Equal("The selection policy 'failing' could not be made for v1, v2: Nothing to choose by.", failed.Message);
        Assert.Same(before, router.Table);
    }

    [Fact]
    public void Peek_PolicyThatSaysNothingOfIt_IsTiedToNoTarget() => Assert.Equal(-1, new ByLength().Create(["v1", "v2"], [1, 1]).Peek("alice"));

    private TrafficRouter Router(RouteOptions route) => Router(Given.Routes(("all", route)));

    private TrafficRouter Router(TrafficRoutingOptions options) => new(options, selectionPolicies: [new("cycling", _cycling)]);

    private static RouteOptions Split(string selection, params (string Backend, int Weight)[] weights)
    {
        var route = Given.Split(weights);
        route.Selection = selection;
        return route;
    }

    private sealed class Failing : SelectionPolicyFactory
    {
        public SelectionPolicy? Policy { get; set; }

        public bool IsThrowing { get; set; }

        public override SelectionPolicy Create(IReadOnlyList<string> names, IReadOnlyList<int> weights) =>
            IsThrowing ? throw new NotSupportedException("Nothing to choose by.") : Policy!;
    }

    private sealed class ByLength : SelectionPolicyFactory
    {
        public override SelectionPolicy Create(IReadOnlyList<string> names, IReadOnlyList<int> weights) => new Policy(weights.Count);

        private sealed class Policy(int count) : SelectionPolicy(count)
        {
            public override int Select(RandomSource random, ReadOnlySpan<char> key) => key.Length % Count;
        }
    }
}
