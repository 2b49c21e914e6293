using TrafficRouting.Manifests.Tests.Istio;

namespace TrafficRouting.Manifests.Tests.Failover;

/// <summary>Retries of all formats: to the same destination, as they specify.</summary>
public sealed class RetryImportTests
{
    private const string AnyMethod = "GET HEAD OPTIONS TRACE PUT DELETE POST PATCH";

    [Theory]
    [InlineData("{attempts: 3, retryOn: 5xx, perTryTimeout: 2s}", "5xx ConnectFailure Reset Timeout", 3)]
    [InlineData("{attempts: 3, retryOn: 5xx}", "5xx ConnectFailure Reset", 3)]
    [InlineData("{attempts: 1, retryOn: 'gateway-error,409'}", "502-504 ConnectFailure Reset 409", 1)]
    [InlineData("{attempts: 2, retryOn: 'reset,connect-failure,retriable-4xx'}", "ConnectFailure Reset 409", 2)]
    [InlineData("{attempts: 2, retryOn: 'connect-failure,refused-stream,unavailable,cancelled,503'}", "ConnectFailure 503", 2)]
    [InlineData("{attempts: 2, retryOn: 'retriable-status-codes,429'}", "429", 2)]
    [InlineData("{attempts: 2}", "ConnectFailure", 2)]
    [InlineData("{attempts: 12, retryOn: reset-before-request}", "ConnectFailure", 10)]
    public void Istio_Retries_AreFailoversToTheSameDestination(string retries, string causes, int attempts)
    {
        var failover = Istio($"retries: {retries}").Failover!;

        Assert.Equal((FailoverTarget.SameBackend, attempts, attempts), (failover.To, failover.Attempts, failover.Budget));
        Assert.Equal(causes, string.Join(' ', failover.On));
        Assert.Equal(AnyMethod, string.Join(' ', failover.Methods));
    }

    [Theory]
    [InlineData("timeout: 5s")]
    [InlineData("retries: {attempts: 0}")]
    [InlineData("retries: {attempts: 2, retryOn: 'unavailable,cancelled'}")]
    [InlineData("retries: {attempts: 2}\nfault: {abort: {httpStatus: 500, percentage: {value: 1}}}")]
    public void Istio_WithoutRetries_SendsNothingAgain(string fields) => Assert.Null(Istio(fields).Failover);

    [Theory]
    [InlineData("timeout: 5s\nretries: {attempts: 2, perTryTimeout: 1s}", 1)]
    [InlineData("timeout: 5s\nretries: {attempts: 2, perTryTimeout: 9s}", 5)]
    [InlineData("retries: {attempts: 2, perTryTimeout: 1s}", 1)]
    [InlineData("timeout: 0s\nretries: {attempts: 2, perTryTimeout: 1s}", 1)]
    [InlineData("timeout: 5s\nretries: {attempts: 2}", 5)]
    public void Istio_PerTryTimeout_IsTheTimeOfAnAttempt(string fields, int seconds)
    {
        var route = Istio(fields);

        Assert.Equal((TimeSpan.FromSeconds(seconds), 504), (route.Timeout, route.TimeoutStatus));
    }

    [Theory]
    [InlineData("retry: {attempts: 2, codes: [500, 503]}", "ConnectFailure Reset 500 503", 2)]
    [InlineData("retry: {codes: [500]}", "ConnectFailure Reset 500", 1)]
    [InlineData("retry: {}", "ConnectFailure Reset", 1)]
    [InlineData("retry: {attempts: 2}\ntimeouts: {backendRequest: 1s}", "ConnectFailure Reset Timeout", 2)]
    [InlineData("retry: {attempts: 2}\ntimeouts: {request: 1s, backendRequest: 0s}", "ConnectFailure Reset", 2)]
    public void Gateway_Retry_IsAFailoverToTheSameBackendRef(string fields, string causes, int attempts)
    {
        var imported = Imported.From(GatewayApi.Route.Rule(fields));
        var failover = GatewayApi.Route.Of(imported).Failover!;

        Assert.Empty(imported.Warnings);
        Assert.Equal((FailoverTarget.SameBackend, attempts), (failover.To, failover.Attempts));
        Assert.Equal(causes, string.Join(' ', failover.On));
        Assert.Equal(AnyMethod, string.Join(' ', failover.Methods));
    }

    [Theory]
    [InlineData("retry: {attempts: 0, codes: [500]}")]
    [InlineData("timeouts: {request: 1s}")]
    public void Gateway_WithoutRetries_SendsNothingAgain(string fields) => Assert.Null(GatewayApi.Route.Of(Imported.From(GatewayApi.Route.Rule(fields))).Failover);

    [Theory]
    [InlineData("retry: {codes: [399]}", "from 400 to 599")]
    [InlineData("retry: {codes: [x]}", "from 400 to 599")]
    [InlineData("retry: {attempts: -1}", "at least 0")]
    [InlineData("retry: {backoff: 1.5s}", "must be whole numbers")]
    public void Gateway_RetryOutOfRange_IsRefused(string fields, string message) =>
        Assert.Contains(Imported.From(GatewayApi.Route.Rule(fields)).Errors, e => e.Contains(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("\"retries\": 1, \"nodes\": {\"a:80\": 1, \"b:80\": 1, \"c:80\": 1}", 1)]
    [InlineData("\"retries\": 5, \"nodes\": {\"a:80\": 1, \"b:80\": 1, \"c:80\": 1}", 2)]
    [InlineData("\"retries\": 5, \"nodes\": {\"a:80\": 1}", 0)]
    [InlineData("\"retries\": 0, \"nodes\": {\"a:80\": 1, \"b:80\": 1}", 0)]
    [InlineData("\"nodes\": {\"a:80\": 1, \"b:80\": 1}", 0)]
    public void Apisix_Retries_AreFailoversToOtherNodes(string upstream, int attempts)
    {
        var failover = Apisix($$"""{"id": "r", "uri": "/*", "upstream": { {{upstream}} } }""", "r").Failover;

        Assert.Equal(attempts, failover?.Attempts ?? 0);
        if (failover is null)
            return;
        Assert.Equal((FailoverTarget.SameBackend, "ConnectFailure Reset Timeout", 0), (failover.To, string.Join(' ', failover.On), failover.Methods.Count));
    }

    [Fact]
    public void Apisix_UpstreamsOfOneRule_AreSentAgainAsOftenAsAnyAsks()
    {
        const string document = """
            {"id": "r", "uri": "/*", "upstream": {"nodes": {"a:80": 1, "b:80": 1} }, "plugins": {"traffic-split": {"rules": [{"weighted_upstreams": [
              {"upstream": {"retries": 1, "nodes": {"c:80": 1, "d:80": 1} } }, {"weight": 1}]}]}}}
            """;

        Assert.Equal(1, Apisix(document, "r.0").Failover!.Attempts);
        Assert.Contains(Imported.From(document).Warnings, w => w.Contains("different retries; the most, 1, counts for all", StringComparison.Ordinal));
    }

    private static RouteOptions Istio(string fields)
    {
        var imported = Imported.From(Mesh.Rule(fields));
        Assert.Empty(imported.Failures);
        return Assert.Single(Assert.Single(imported.Options.Services.Values).Routes.Values);
    }

    private static RouteOptions Apisix(string document, string route) => Assert.Single(Imported.From(document).Options.Services.Values).Routes[route];
}
