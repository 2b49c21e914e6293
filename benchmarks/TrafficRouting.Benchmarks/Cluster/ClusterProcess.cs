using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using TrafficRouting.TestKit.Kubernetes;

namespace TrafficRouting.Benchmarks.Cluster;

/// <summary>An API server with so many HTTPRoutes, each to two Services of five endpoints in all, in another process, which ends when its input does.</summary>
internal sealed class ClusterProcess : IDisposable
{
    private const int EndpointsPerService = 5;

    private readonly Process _process;

    private ClusterProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<ClusterProcess> StartAsync(int routes)
    {
        // Started through the host when this program was, so that it works under dotnet run and as an executable.
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(ClusterProcess).Assembly.Location);
        start.ArgumentList.Add("cluster-server");
        start.ArgumentList.Add(routes.ToString(CultureInfo.InvariantCulture));
        var process = Process.Start(start)!;
        return new(process, new((await process.StandardOutput.ReadLineAsync())!));
    }

    /// <summary>The other process.</summary>
    public static async Task<int> ServeAsync(int routes)
    {
        await using var server = await ApiServer.StartAsync();
        for (var i = 0; i < routes; i++)
        {
            server.Objects.Apply(ApiResources.Services, Service(i));
            server.Objects.Apply(ApiResources.EndpointSlices, Slice(i, EndpointsPerService));
            server.Objects.Apply(ApiResources.HttpRoutes, Route(i, 90));
        }

        Console.WriteLine(server.Address);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (line == "bytes")
            {
                Console.WriteLine(server.SentBytes.Values.Sum().ToString(CultureInfo.InvariantCulture));
                continue;
            }

            var (kind, which, number) = (line.Split(' ')[0], Parse(line.Split(' ')[1]), Parse(line.Split(' ')[2]));
            if (kind == "route")
                server.Objects.Apply(ApiResources.HttpRoutes, Route(which, number));
            else
                server.Objects.Apply(ApiResources.EndpointSlices, Slice(which, number));
            Console.WriteLine("done");
        }

        return 0;
    }

    /// <summary>Gives a route another weight.</summary>
    public Task ChangeRouteAsync(int which, int weight) => SayAsync($"route {which} {weight}");

    /// <summary>Gives a Service so many endpoints.</summary>
    public Task ChangeEndpointsAsync(int which, int endpoints) => SayAsync($"slice {which} {endpoints}");

    /// <summary>Gets the bytes of the bodies that the server has sent.</summary>
    public async Task<long> SentBytesAsync() => long.Parse(await SayAsync($"bytes"), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static int Parse(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static JsonObject Service(int i) => Object($$"""
        { "metadata": { "name": "s{{i}}", "namespace": "shop", "labels": { "app": "s{{i}}" } },
          "spec": { "type": "ClusterIP", "clusterIP": "10.96.{{i / 256}}.{{i % 256}}", "selector": { "app": "s{{i}}" }, "ports": [ { "name": "http", "port": 80, "targetPort": 8080 } ] } }
        """);

    private static JsonObject Slice(int i, int endpoints) => Object($$"""
        { "metadata": { "name": "s{{i}}-x", "namespace": "shop", "labels": { "kubernetes.io/service-name": "s{{i}}" } }, "addressType": "IPv4", "ports": [ { "name": "http", "port": 8080 } ],
          "endpoints": [ {{string.Join(", ", Enumerable.Range(1, endpoints).Select(e => $$"""{ "addresses": [ "10.{{e}}.{{i / 256}}.{{i % 256}}" ], "conditions": { "ready": true } }"""))}} ] }
        """);

    private static JsonObject Route(int i, int weight) => Object($$"""
        { "metadata": { "name": "s{{i}}", "namespace": "shop" },
          "spec": { "parentRefs": [ { "group": "", "kind": "Service", "name": "s{{i}}", "port": 80 } ],
            "rules": [ { "matches": [ { "path": { "type": "PathPrefix", "value": "/api" } } ],
              "backendRefs": [ { "name": "s{{i}}", "port": 80, "weight": {{weight}} }, { "name": "s{{i / 2}}", "port": 80, "weight": {{100 - weight}} } ] } ] } }
        """);

    private static JsonObject Object(string json) => JsonNode.Parse(json)!.AsObject();

    private async Task<string> SayAsync(FormattableString change)
    {
        await _process.StandardInput.WriteLineAsync(FormattableString.Invariant(change));
        await _process.StandardInput.FlushAsync();
        return (await _process.StandardOutput.ReadLineAsync())!;
    }
}
