using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TrafficRouting;

namespace Manifests;

/// <summary>An application that routes by documents: what a user writes is in <see cref="StartAsync"/>.</summary>
internal sealed class Client : IAsyncDisposable
{
    private readonly IHost _host;

    private Client(IHost host) => _host = host;

    public TrafficRouter Router => _host.Services.GetRequiredService<TrafficRouter>();

    /// <summary>Starts the application.</summary>
    /// <param name="documents">Adds the documents.</param>
    /// <param name="addresses">The addresses of backends, which no cluster's DNS gives here.</param>
    public static async Task<Client> StartAsync(Action<ITrafficRoutingBuilder> documents, params (string Backend, Version Version)[] addresses)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Configuration.AddInMemoryCollection(addresses.Select(a =>
            KeyValuePair.Create($"TrafficRouting:Backends:{a.Backend}:Address", (string?)a.Version.Address.ToString())));
        documents(builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting")));
        builder.Services.AddHttpClient("app").AddTrafficRouting();

        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    /// <summary>Sends requests, several at once, and counts which version answered.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CallAsync(string url, int requests, string? user = null, HttpMethod? method = null)
    {
        var seen = new ConcurrentDictionary<string, int>();
        var clients = _host.Services.GetRequiredService<IHttpClientFactory>();
        await Parallel.ForAsync(0, requests, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, stopping) =>
        {
            using var request = new HttpRequestMessage(method ?? HttpMethod.Get, url);
            if (user is not null)
                request.Headers.Add("end-user", user);
            if (method == HttpMethod.Post)
                request.Content = new StringContent("hello");
            using var response = await clients.CreateClient("app").SendAsync(request, stopping);
            var answer = response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(stopping) : $"{(int)response.StatusCode}";
            seen.AddOrUpdate(answer, 1, (_, count) => count + 1);
        });
        return seen;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
