using Microsoft.Extensions.DependencyInjection;

namespace Manifests.Stories;

/// <summary>A VirtualService that splits 90/10.</summary>
internal sealed class WeightedStory : IStory
{
    private const int Requests = 2000;

    public string Title => "VirtualService 90/10";

    public string Setup => $"{Requests} GET http://helloworld:5000/hello by documents/weighted-virtualservice.yaml";

    public async Task<IReadOnlyList<Check>> RunAsync()
    {
        await using var versions = await Versions.StartAsync("v1", "v2");
        await using var client = await Client.StartAsync(
            r => r.AddManifests(Documents.PathOf("weighted-virtualservice.yaml")),
            ("helloworld.default_v1", versions["v1"]),
            ("helloworld.default_v2", versions["v2"]));

        var seen = await client.CallAsync("http://helloworld:5000/hello", Requests);

        return
        [
            Check.Share("answered by v1", 90, seen.GetValueOrDefault("v1"), Requests),
            Check.Share("answered by v2", 10, seen.GetValueOrDefault("v2"), Requests),
        ];
    }
}
