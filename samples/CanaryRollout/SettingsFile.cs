using System.Text.Json.Nodes;
using TrafficRouting;

namespace CanaryRollout;

/// <summary>A copy of the settings that the sample edits as an operator would, waiting until the change is in force.</summary>
internal sealed class SettingsFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("canary-rollout-");

    public SettingsFile()
    {
        Path = System.IO.Path.Combine(_folder.FullName, "routing.json");
        File.Copy(System.IO.Path.Combine(AppContext.BaseDirectory, "routing.json"), Path);
    }

    public string Path { get; }

    public async Task SetWeightsAsync(TrafficRouter router, int v1, int v2)
    {
        var root = JsonNode.Parse(await File.ReadAllTextAsync(Path))!;
        var weights = root["TrafficRouting"]!["Services"]!["reviews"]!["Routes"]!["default"]!["Weights"]!;
        if (weights["reviews-v1"]!.GetValue<int>() == v1 && weights["reviews-v2"]!.GetValue<int>() == v2)
            return;

        var taken = new TaskCompletionSource();
        void OnTableChanged(object? sender, EventArgs e) => taken.TrySetResult();
        router.TableChanged += OnTableChanged;
        weights["reviews-v1"] = v1;
        weights["reviews-v2"] = v2;
        await File.WriteAllTextAsync(Path, root.ToJsonString(new() { WriteIndented = true }));
        await taken.Task.WaitAsync(TimeSpan.FromSeconds(10));
        router.TableChanged -= OnTableChanged;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
