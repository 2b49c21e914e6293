using Microsoft.Extensions.DependencyInjection;

namespace Manifests.Stories;

/// <summary>A TrafficSplit that sends everyone to v1, and then half to v2. No Service document gives a port; the caller's is kept.</summary>
internal sealed class SmiStory : IStory
{
    private const int Requests = 1000;

    public string Title => "SMI canary 100/0, then 50/50";

    public string Setup => $"{Requests} GET http://httpbin.httpbin:14001/ip by documents/smi-100-0.yaml, and as many by documents/smi-50-50.yaml";

    public async Task<IReadOnlyList<Check>> RunAsync()
    {
        var before = await SplitAsync("smi-100-0.yaml");
        var after = await SplitAsync("smi-50-50.yaml");

        return
        [
            Check.Exact("100/0: answered by v1", Requests, before.GetValueOrDefault("v1")),
            Check.Share("50/50: answered by v1", 50, after.GetValueOrDefault("v1"), Requests),
            Check.Share("50/50: answered by v2", 50, after.GetValueOrDefault("v2"), Requests),
        ];
    }

    private static async Task<IReadOnlyDictionary<string, int>> SplitAsync(string document)
    {
        await using var versions = await Versions.StartAsync("v1", "v2");
        await using var client = await Client.StartAsync(
            r => r.AddManifests(Documents.PathOf(document)),
            ("httpbin-v1.httpbin", versions["v1"]),
            ("httpbin-v2.httpbin", versions["v2"]));
        return await client.CallAsync("http://httpbin.httpbin:14001/ip", Requests);
    }
}
