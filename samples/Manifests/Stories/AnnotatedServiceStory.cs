using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting;

namespace Manifests.Stories;

/// <summary>A published host whose canary share is edited in the file, while the application runs.</summary>
internal sealed class AnnotatedServiceStory : IStory
{
    private const int Requests = 1000;

    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Title => "Annotated Service 10, then 0, then 100";

    public string Setup => $"{Requests} GET http://web.example.com/ by documents/annotated-services.yaml, and as many after each edit of the file";

    public async Task<IReadOnlyList<Check>> RunAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.yaml");
        try
        {
            return await RunAsync(path, await File.ReadAllTextAsync(Documents.PathOf("annotated-services.yaml")));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<IReadOnlyList<Check>> RunAsync(string path, string document)
    {
        await File.WriteAllTextAsync(path, document);
        await using var versions = await Versions.StartAsync("stable", "canary");
        await using var client = await Client.StartAsync(
            r => r.AddManifests(path, configure: o => o.PollInterval = Often),
            ("web-v1.default", versions["stable"]),
            ("web-v2.default", versions["canary"]));

        var checks = new List<Check>();
        foreach (var percentage in new[] { 10, 0, 100 })
        {
            var share = percentage.ToString(CultureInfo.InvariantCulture);
            await File.WriteAllTextAsync($"{path}.new", document.Replace("\"10\"", $"\"{share}\"", StringComparison.Ordinal));
            File.Move($"{path}.new", path, overwrite: true);
            await WaitForAsync(percentage, client.Router);
            var seen = await client.CallAsync("http://web.example.com/", Requests);
            checks.Add(Check.Share($"{percentage} %: answered by the canary", percentage, seen.GetValueOrDefault("canary"), Requests));
        }

        return checks;
    }

    private static async Task WaitForAsync(int percentage, TrafficRouter router)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Often);
        while (ShareOf("web-v2.default", router) != percentage)
            await timer.WaitForNextTickAsync(patience.Token);
    }

    private static int ShareOf(string backend, TrafficRouter router) =>
        router.Table.Services.Single().Routes.Single().Backends.Single(b => b.Backend.Name == backend).Weight;
}
