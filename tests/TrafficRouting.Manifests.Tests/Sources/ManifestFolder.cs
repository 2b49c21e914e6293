using TrafficRouting.Testing;

namespace TrafficRouting.Manifests.Tests.Sources;

/// <summary>A folder of documents, and a clock that looks at them when it is moved.</summary>
internal sealed class ManifestFolder : IDisposable
{
    public const string Good = "apiVersion: v1\nkind: Service\nmetadata: {name: a, annotations: {api7.cloud/published-service: a}}\nspec: {ports: [{port: 80}]}\n";
    public const string Broken = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: eighty}]}\n";

    private static readonly TimeSpan Interval = new TrafficManifestOptions().PollInterval;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("manifests");
    private readonly List<ManifestSource> _sources = [];
    private int _written;

    public FakeClock Clock { get; } = new();

    public void Dispose()
    {
        _sources.ForEach(s => s.Dispose());
        _folder.Delete(recursive: true);
    }

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a file, with a time of its own: what is written within one tick would look the same.</summary>
    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
        File.SetLastWriteTimeUtc(PathOf(name), DateTime.UnixEpoch.AddSeconds(++_written));
    }

    /// <summary>Begins to watch paths of this folder.</summary>
    public ManifestSource Watch(params IEnumerable<string> paths) => Watch(new(), isOptional: false, paths);

    public ManifestSource Watch(TrafficManifestOptions options, bool isOptional, params IEnumerable<string> paths)
    {
        var source = new ManifestSource(options, Clock);
        _sources.Add(source);
        foreach (var path in paths)
            source.AddFiles(PathOf(path), "/", isOptional, isWatched: true);
        _ = source.Current;
        return source;
    }

    /// <summary>Looks at the files so often.</summary>
    public void Look(int times = 2)
    {
        for (var i = 0; i < times; i++)
            Clock.Advance(Interval);
    }

    /// <summary>A VirtualService of its own name that sends everything to a host.</summary>
    public static string Service(string name, string to) =>
        $$$$"""
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: {{{{name}}}}, namespace: shop}
        spec: {hosts: [{{{{name}}}}], http: [{route: [{destination: {host: {{{{to}}}}}}]}]}

        """;
}
