namespace Manifests;

/// <summary>The versions of one story's service.</summary>
internal sealed class Versions : IAsyncDisposable
{
    private readonly List<Version> _all = [];

    public Version this[string name] => _all.Single(v => v.Name == name);

    public static async Task<Versions> StartAsync(params string[] names)
    {
        var versions = new Versions();
        foreach (var name in names)
            versions._all.Add(await Version.StartAsync(name));
        return versions;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var version in _all)
            await version.DisposeAsync();
    }
}
