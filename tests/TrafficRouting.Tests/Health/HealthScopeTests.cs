namespace TrafficRouting.Tests.Health;

public sealed class HealthScopeTests
{
    [Theory]
    [InlineData(HealthScope.BackendAndEndpoints, true)]
    [InlineData(HealthScope.Endpoints, false)]
    public void Scope_Of_SaysWhetherTheBackendAsAWholeIsLeftOut(HealthScope scope, bool isWhole)
    {
        var backend = new TrafficRouter(Options(scope)).Table.Backends["b"];

        Assert.Equal(isWhole, backend.Health is not null);
        Assert.All(backend.Endpoints, e => Assert.NotNull(e.Health));
    }

    [Fact]
    public void ScopeOfEndpoints_OneAddress_IsAWarning()
    {
        var options = Options(HealthScope.Endpoints);
        options.Backends["b"].Endpoints.Clear();
        options.Backends["b"].Address = "http://b";

        var findings = new List<Finding>();
        new RoutingValidator(TrafficRoutingOptions.DefaultPath).Validate(options, findings);

        var finding = Assert.Single(findings);
        Assert.Equal(FindingSeverity.Warning, finding.Severity);
        Assert.Contains("Backends:b:Health:Scope", finding.ToString(), StringComparison.Ordinal);
    }

    private static TrafficRoutingOptions Options(HealthScope scope) => new()
    {
        Backends = { ["b"] = new() { Health = new() { Scope = scope }, Endpoints = { ["one"] = new() { Address = "http://one" }, ["two"] = new() { Address = "http://two" } } } },
        Services = { ["s"] = new() { Hosts = { "s" }, Routes = { ["all"] = new() { Weights = { ["b"] = 1 } } } } },
    };
}
