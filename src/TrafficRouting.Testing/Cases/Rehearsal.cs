using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Http;

namespace TrafficRouting.Testing;

/// <summary>Sends requests through the real handler to backends that are made up, and tells what they received.</summary>
internal sealed class Rehearsal : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly FakeTrafficRouting _fake;
    private readonly HttpClient _client;

    public Rehearsal(TrafficRoutingOptions options)
    {
        var calm = (TrafficRoutingOptions)TrafficRoutingOptions.Shape.Clone(options);
        foreach (var route in calm.Services.Values.SelectMany(s => s.Routes.Values))
            (route.Fault, route.Timeout, route.TimeoutStatus) = (null, null, null);
        var services = new ServiceCollection();
        services.AddTrafficRouting(o => TrafficRoutingOptions.Shape.Replace(o, calm));
        services.AddHttpClient("rehearsal").AddTrafficRouting();
        services.AddFakeTrafficRouting(fake =>
        {
            foreach (var name in options.Backends.Keys)
                fake.Backend(name).Respond(200);
            fake.Unrouted.Respond(200);
        });
        _services = services.BuildServiceProvider();
        _fake = _services.GetFakeTrafficRouting();
        _client = _services.GetRequiredService<IHttpClientFactory>().CreateClient("rehearsal");
    }

    /// <summary>Sends a request to a backend of its route, or wherever it goes where none is named.</summary>
    public Rehearsed Send(RouteExpectation row, string? backend)
    {
        _fake.Reset();
        foreach (var name in _services.GetRequiredService<TrafficRouter>().Table.Backends.Keys)
            _fake.Backend(name).Respond(200);
        _fake.Unrouted.Respond(200);
        if (backend is not null)
            _fake.NextPicks(backend);
        using var request = RowRequest.Of(row);
        try
        {
            using var response = _client.Send(request);
            var receiver = backend is null ? _fake.Unrouted : _fake.Backend(backend);
            return receiver.Requests.Count > 0
                ? new(receiver.Requests.Latest, null, null)
                : new(null, (int)response.StatusCode, response.Headers.Location?.OriginalString);
        }
        catch (InvalidTargetException exception)
        {
            return new(null, null, null, exception.Message);
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _services.Dispose();
    }
}
