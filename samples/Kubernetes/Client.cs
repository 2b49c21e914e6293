using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TrafficRouting;

namespace Kubernetes;

/// <summary>An application that follows the cluster: what a user writes is in <see cref="StartAsync"/>.</summary>
internal sealed class Client : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly IOptionsMonitor<TrafficRoutingOptions> _options;

    private Client(IHost host)
    {
        _host = host;
        _options = host.Services.GetRequiredService<IOptionsMonitor<TrafficRoutingOptions>>();
    }

    public static async Task<Client> StartAsync(Cluster cluster, IReadOnlyDictionary<string, Uri> addresses)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        // No cluster's DNS leads to the servers of this sample, so the section gives their addresses.
        builder.Configuration.AddInMemoryCollection(addresses.Select(a => KeyValuePair.Create($"TrafficRouting:Backends:{a.Key}:Address", (string?)a.Value.ToString())));
        builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting")).AddKubernetes(o =>
        {
            o.KubeConfig = cluster.KubeConfig;
            o.Namespaces.Add("shop");
            o.Namespaces.Add("httpbin");
            o.Optional = false;
        });
        builder.Services.AddHttpClient("app").AddTrafficRouting();

        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    /// <summary>Tells where requests to a host go now: the weights of each route.</summary>
    public string RoutesOf(string host)
    {
        var service = _options.CurrentValue.Services.Values.FirstOrDefault(s => s.Hosts.Contains(host));
        return service is null ? "" : string.Join("; ", service.Routes.Values.OrderBy(r => r.Order).Select(Describe));
    }

    /// <summary>Waits until requests to a host go where they should.</summary>
    public async Task FollowAsync(string host, string routes, CancellationToken patience)
    {
        var followed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = _options.OnChange((_, _) => Look());
        Look();
        await followed.Task.WaitAsync(patience);

        void Look()
        {
            if (RoutesOf(host) == routes)
                followed.TrySetResult();
        }
    }

    /// <summary>Sends a request and gives the version that answered.</summary>
    public async Task<string> CallAsync(string url, string? user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (user is not null)
            request.Headers.Add("end-user", user);
        using var response = await _host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("app").SendAsync(request);
        return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static string Describe(RouteOptions route)
    {
        var weights = route.Weights.Select(w => $"{w.Key} {w.Value.ToString(CultureInfo.InvariantCulture)}");
        var mirrors = route.Mirrors.Keys.Select(m => $"mirror {m}");
        return string.Join(", ", weights.Concat(mirrors));
    }
}
