using System.Net;
using TrafficRouting.Http;

namespace TrafficRouting.Manifests.Tests.Failover;

/// <summary>A mesh's retries and ejections at work: on endpoints of the destination that was drawn, never on another weighted one.</summary>
public sealed class RetryRoutingTests
{
    private const string Documents = """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: web, namespace: shop}
        spec:
          hosts: [web]
          http:
          - route: [{destination: {host: one}, weight: 50}, {destination: {host: two}, weight: 50}]
            retries: {attempts: 1, retryOn: 5xx}
        ---
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: one, namespace: shop}
        spec:
          hosts: [one.shop.svc.cluster.local]
          ports: [{number: 80, name: http, protocol: HTTP}]
          resolution: STATIC
          endpoints: [{address: 10.0.0.1}, {address: 10.0.0.2}]
        ---
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: two, namespace: shop}
        spec:
          hosts: [two.shop.svc.cluster.local]
          ports: [{number: 80, name: http, protocol: HTTP}]
          resolution: STATIC
          endpoints: [{address: 10.0.1.1}, {address: 10.0.1.2}]
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: one, namespace: shop}
        spec: {host: one, trafficPolicy: {outlierDetection: {consecutive5xxErrors: 5, maxEjectionPercent: 100}}}
        """;

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Endpoint_ThatFails_CostsNobodyACallAndIsLeftOutAfterItsErrors(string method)
    {
        var imported = Imported.From(Documents);
        Assert.Empty(imported.Warnings);
        var seen = new Seen();
        var primary = new Primary("10.0.0.1");
        using var client = new HttpClient(new TrafficRoutingHandler(imported.Router, observers: seen) { InnerHandler = primary });
        for (var i = 0; i < 400; i++)
        {
            using var request = new HttpRequestMessage(new(method), "http://web.shop/");
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Single(seen.Backends.Distinct(StringComparer.Ordinal));
            seen.Backends.Clear();
        }

        Assert.Equal(5, primary.Failed);
    }

    [Fact]
    public async Task Destination_WhoseEndpointsAllFail_KeepsItsShare()
    {
        var primary = new Primary("10.0.0.1", "10.0.0.2");
        using var client = new HttpClient(new TrafficRoutingHandler(Imported.From(Documents).Router) { InnerHandler = primary });
        var failed = 0;
        for (var i = 0; i < 1_000; i++)
        {
            using var response = await client.GetAsync("http://web.shop/", TestContext.Current.CancellationToken);
            failed += response.IsSuccessStatusCode ? 0 : 1;
        }

        // Half of the calls, drawn at random.
        Assert.InRange(failed, 400, 600);
        Assert.Equal(2 * failed, primary.Failed);
    }

    private sealed class Seen : IRoutingObserver
    {
        public List<string> Backends { get; } = [];

        public void OnCompleted(in RoutedAttempt attempt) => Backends.Add(attempt.Decision.Backend!.Name);
    }

    private sealed class Primary(params string[] dead) : HttpMessageHandler
    {
        public int Failed { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var isDead = dead.Contains(request.RequestUri!.Host, StringComparer.Ordinal);
            Failed += isDead ? 1 : 0;
            return Task.FromResult(new HttpResponseMessage(isDead ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK) { RequestMessage = request });
        }
    }
}
