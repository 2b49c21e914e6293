using Microsoft.Extensions.DependencyInjection;

namespace Manifests.Stories;

/// <summary>Bookinfo across two clusters: jason gets v2 and v3 of the other one, everyone else v1 of this one.</summary>
internal sealed class BookinfoStory : IStory
{
    private const int Requests = 1000;

    public string Title => "Bookinfo across two clusters";

    public string Setup => $"{Requests} GET http://reviews:9080/reviews/0 each by jason, paula and nobody in particular, by documents/bookinfo-two-clusters.yaml";

    public async Task<IReadOnlyList<Check>> RunAsync()
    {
        await using var versions = await Versions.StartAsync("v1", "v2", "v3");
        var documents = Documents.Read("bookinfo-two-clusters.yaml", versions, "v2", "v3");
        await using var client = await Client.StartAsync(r => r.AddManifestsFromText(documents), ("reviews.default_v1", versions["v1"]));

        var jason = await client.CallAsync("http://reviews:9080/reviews/0", Requests, user: "jason");
        var paula = await client.CallAsync("http://reviews:9080/reviews/0", Requests, user: "paula");
        var nobody = await client.CallAsync("http://reviews.default.svc.cluster.local:9080/reviews/0", Requests);

        return
        [
            Check.Share("jason by v2 of cluster2", 50, jason.GetValueOrDefault("v2"), Requests),
            Check.Share("jason by v3 of cluster2", 50, jason.GetValueOrDefault("v3"), Requests),
            Check.Exact("jason by v1 of this cluster", 0, jason.GetValueOrDefault("v1")),
            Check.Exact("paula by v1 of this cluster", Requests, paula.GetValueOrDefault("v1")),
            Check.Exact("anonymous by v1, by the full name", Requests, nobody.GetValueOrDefault("v1")),
        ];
    }
}
