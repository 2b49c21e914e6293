using Microsoft.Extensions.DependencyInjection;

namespace Manifests.Stories;

/// <summary>v1 serves, v2 receives a copy of every request in the shadow.</summary>
internal sealed class MirroringStory(string title, string document, string v1, string v2) : IStory
{
    private const int Reads = 40;
    private const int Writes = 10;

    public string Title => title;

    public string Setup => $"{Reads} GET http://httpbin:8000/headers and {Writes} POST http://httpbin:8000/post by documents/{document}";

    public async Task<IReadOnlyList<Check>> RunAsync()
    {
        await using var versions = await Versions.StartAsync("v1", "v2");
        await using var client = await Client.StartAsync(
            r => r.AddManifests(Documents.PathOf(document)), (v1, versions["v1"]), (v2, versions["v2"]));

        var read = await client.CallAsync("http://httpbin:8000/headers", Reads);
        var written = await client.CallAsync("http://httpbin:8000/post", Writes, method: HttpMethod.Post);
        await versions["v2"].WaitForAsync(Reads + Writes);

        return
        [
            Check.Exact("answered by v1", Reads + Writes, read.GetValueOrDefault("v1") + written.GetValueOrDefault("v1")),
            Check.Exact("answered by v2", 0, read.GetValueOrDefault("v2") + written.GetValueOrDefault("v2")),
            Check.Exact("received by v2 in the shadow", Reads + Writes, versions["v2"].Count),
            Check.Exact("Host at v1", "httpbin:8000", string.Join(' ', versions["v1"].Hosts)),
            Check.Exact("Host at v2", "httpbin-shadow:8000", string.Join(' ', versions["v2"].Hosts)),
        ];
    }
}
