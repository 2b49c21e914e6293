using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using TrafficRouting.Http;
using TrafficRouting.TestKit;

namespace TrafficRouting.Manifests.Tests;

/// <summary>Documents taken all the way, with a section over them or not, to the router.</summary>
internal sealed class Imported
{
    private readonly ImmutableArray<Finding> _findings;
    private readonly RoutingLoad _load;
    private TrafficRouter? _router;

    private Imported(ManifestResult result, (string Key, string? Value)[] overrides)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(overrides.Select(o => KeyValuePair.Create($"TrafficRouting:{o.Key}", o.Value))).Build();
        var section = overrides.Length == 0 ? null : new RoutingSection(configuration.GetSection("TrafficRouting"), TimeProvider.System);
        _load = new RoutingConfiguration([new Fixed(result.ToSnapshot())], section).Load()!;
        _findings = [.. result.Findings, .. result.AddressFindings.Select(f => f.In(Options, "TrafficRouting")).OfType<Finding>()];
    }

    public TrafficRoutingOptions Options => _load.Options;

    public TrafficRouter Router => _router ??= _load.IsValid ? new(Options) : throw new OptionsValidationException("", typeof(TrafficRoutingOptions), Failures);

    /// <summary>Gets all that keeps the documents from coming into force, with what only the core finds.</summary>
    public IReadOnlyList<string> Failures => [.. _load.Errors.Select(e => e.ToString())];

    /// <summary>Gets all warnings, with those that only the core has.</summary>
    public IReadOnlyList<string> AllWarnings => [.. _load.Findings.Where(f => f.Severity == FindingSeverity.Warning).Select(f => f.ToString())];

    public IReadOnlyList<string> Errors => Findings(FindingSeverity.Error);

    public IReadOnlyList<string> Warnings => Findings(FindingSeverity.Warning);

    public static Imported From(string yaml, Action<TrafficManifestOptions>? configure = null, params (string Key, string? Value)[] overrides) =>
        new(TrafficManifests.LoadText(yaml, configure), overrides);

    /// <summary>The route a request takes, "-" when it passes through and "404" when a known service has none for it.</summary>
    public string RouteOf(string method, string url, params (string Name, string Value)[] headers) =>
        Decide(method, url, headers) is { } decision ? decision.Route?.Name ?? "404" : "-";

    /// <summary>The shares of a request's route, such as "a.default=90 b.default=10".</summary>
    public string SharesOf(string method, string url, params (string Name, string Value)[] headers) =>
        string.Join(' ', Decide(method, url, headers)!.Route!.Backends.Select(b => $"{b.Backend.Name}={b.Weight}"));

    public RouteDecision? Decide(string method, string url, params (string Name, string Value)[] headers) =>
        Router.Decide(new TestRequest(method, url, headers));

    /// <summary>Sends a GET through a client of the router, as an application would.</summary>
    public async Task<HttpResponseMessage> SendAsync(string url, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient(new TrafficRoutingHandler(Router) { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false } });
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a GET to a backend of the test's choice, copies included.</summary>
    public async Task<HttpResponseMessage> SendAsync(string url, string backend, TrafficMirror mirror)
    {
        using var client = new HttpClient(new TrafficRoutingHandler(Router, mirror: mirror) { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false } });
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.SetBackend(backend);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private List<string> Findings(FindingSeverity severity) => [.. _findings.Where(d => d.Severity == severity).Select(d => d.ToString())];

    private sealed class Fixed(RoutingSnapshot snapshot) : RoutingSource
    {
        public override string Name => "documents";

        public override RoutingSnapshot Current => snapshot;

        public override IChangeToken GetChangeToken() => new CancellationChangeToken(CancellationToken.None);
    }
}
