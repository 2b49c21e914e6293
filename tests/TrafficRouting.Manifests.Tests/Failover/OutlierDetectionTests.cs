namespace TrafficRouting.Manifests.Tests.Failover;

/// <summary>When endpoints of a destination are left out, by its DestinationRule.</summary>
public sealed class OutlierDetectionTests
{
    [Theory]
    [InlineData("{}", 5, 30, 300, 0.1, "5xx")]
    [InlineData("{consecutive5xxErrors: 3, baseEjectionTime: 10s, maxEjectionPercent: 100}", 3, 10, 300, 1, "5xx")]
    [InlineData("{consecutive5xxErrors: 0, consecutiveGatewayErrors: 2, interval: 1s}", 2, 30, 300, 0.1, "502-504")]
    [InlineData("{consecutiveGatewayErrors: 7, baseEjectionTime: 10m}", 5, 600, 600, 0.1, "5xx")]
    [InlineData("{consecutiveGatewayErrors: 2}", 2, 30, 300, 0.1, "502-504")]
    [InlineData("{outlierDetectionHttpErrorCodes: [429, 500], maxEjectionPercent: 0}", 5, 30, 300, 0.1, "429 500")]
    public void Detection_OfAHostWithEndpoints_IsTheirHealth(string detection, int failures, int seconds, int most, double share, string statuses)
    {
        var health = Import(detection).Options.Backends["hit.shop"].Health!;

        Assert.Equal(HealthScope.Endpoints, health.Scope);
        Assert.Equal((failures, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(most), share), (health.ConsecutiveFailures, health.EjectionTime, health.MaxEjectionTime, health.MaxEjectedShare));
        Assert.Equal(statuses, string.Join(' ', health.Statuses));
    }

    [Theory]
    [InlineData("{consecutive5xxErrors: 0}")]
    [InlineData("{consecutive5xxErrors: 0, consecutiveGatewayErrors: 0}")]
    public void Detection_TurnedOff_LeavesNothingOut(string detection) => Assert.Null(Import(detection).Options.Backends["hit.shop"].Health);

    [Theory]
    [InlineData("{minHealthPercent: 50}", "minHealthPercent: is not done here")]
    [InlineData("{splitExternalLocalOriginErrors: true, consecutiveLocalOriginFailures: 2}", "connections that fail count among the errors")]
    [InlineData("{consecutiveErrors: 5}", "is deprecated and has no effect")]
    [InlineData("{consecutiveGatewayErrors: 2}", "counts alone here")]
    public void Detection_ThatAClientCannotFollow_IsAWarning(string detection, string message)
    {
        var imported = Import(detection);

        Assert.Empty(imported.Failures);
        Assert.Contains(message, Assert.Single(imported.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{consecutiveLocalOriginFailures: 2}", "needs splitExternalLocalOriginErrors")]
    [InlineData("{baseEjectionTime: 0s}", "at least 1ms")]
    [InlineData("{interval: 1500us}", "whole milliseconds")]
    [InlineData("{maxEjectionPercent: 101}", "from 0 to 100")]
    [InlineData("{minHealthPercent: -1}", "from 0 to 100")]
    [InlineData("{consecutive5xxErrors: -1}", "at least 0")]
    [InlineData("{outlierDetectionHttpErrorCodes: [600]}", "from 100 to 599")]
    public void Detection_ThatIstioRefuses_IsRefused(string detection, string message) =>
        Assert.Contains(message, Assert.Single(Import(detection).Errors), StringComparison.Ordinal);

    [Fact]
    public void Detection_OfASubset_GoesBeforeTheHosts()
    {
        var imported = Import("{consecutive5xxErrors: 9}", "subsets: [{name: v1, labels: {version: v1}, trafficPolicy: {outlierDetection: {consecutive5xxErrors: 2}}}, {name: v2, labels: {version: v2}}]", "{host: hit, subset: v1}");

        Assert.Equal(2, imported.Options.Backends["hit.shop_v1"].Health!.ConsecutiveFailures);
    }

    [Fact]
    public void Detection_OfAHostWhoseEndpointsNobodyKnows_IsAWarning()
    {
        var imported = Imported.From(Documents("{}", "subsets: []", "{host: other}"));

        Assert.Null(imported.Options.Backends["other.shop"].Health);
        Assert.DoesNotContain(imported.Warnings, w => w.Contains("outlierDetection", StringComparison.Ordinal));
        imported = Imported.From(Documents("{}", "subsets: []", "{host: hit}", endpoints: string.Empty));
        Assert.Null(imported.Options.Backends["hit.shop"].Health);
        Assert.Contains(imported.Warnings, w => w.Contains("leaves nothing out, because no document gives its endpoints", StringComparison.Ordinal));
    }

    private static Imported Import(string detection, string subsets = "subsets: []", string destination = "{host: hit}") => Imported.From(Documents(detection, subsets, destination));

    private static string Documents(string detection, string subsets, string destination, string endpoints = "endpoints: [{address: 10.0.0.1, labels: {version: v1}}, {address: 10.0.0.2, labels: {version: v1}}, {address: 10.0.0.3, labels: {version: v2}}]") => $$$"""
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: web, namespace: shop}
        spec: {hosts: [web], http: [{route: [{destination: {{{destination}}}}]}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: hit, namespace: shop}
        spec:
          hosts: [hit.shop.svc.cluster.local]
          ports: [{number: 80, name: http, protocol: HTTP}]
          resolution: {{{(endpoints.Length == 0 ? "DNS" : "STATIC")}}}
          {{{endpoints}}}
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: hit, namespace: shop}
        spec:
          host: hit
          trafficPolicy: {outlierDetection: {{{detection}}}}
          {{{subsets}}}
        """;
}
