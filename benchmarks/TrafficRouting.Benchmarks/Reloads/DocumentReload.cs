using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Benchmarks.Manifests;

namespace TrafficRouting.Benchmarks.Reloads;

/// <summary>So many VirtualServices of ten rules, with their DestinationRules, one file each.</summary>
internal sealed class DocumentReload : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("routing");
    private readonly ManualClock _clock = new();
    private readonly int _services;
    private readonly ServiceProvider _provider;
    private int _weight = 90;
    private DateTime _written = DateTime.UtcNow;

    public DocumentReload(int services)
    {
        _services = services;
        for (var i = 0; i < services; i++)
            File.WriteAllText(FileOf(i), ManifestDocuments.VirtualService(i));
        var collection = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_clock);
        collection.AddTrafficRouting().AddManifests(_directory.FullName);
        _provider = collection.BuildServiceProvider();
        Load = Cost.Of(() => Router = _provider.GetRequiredService<TrafficRouter>());
    }

    public Cost Load { get; }

    public TrafficRouter Router { get; private set; } = null!;

    /// <summary>Looks at all files, of which none changed.</summary>
    public Cost Poll() => Cost.Of(Look);

    public void Look() => _clock.Fire();

    /// <summary>Changes one file and looks at all, for the second time since, because a file is read once it has stopped changing.</summary>
    public Cost Change()
    {
        Prepare();
        var table = Router.Table;
        var cost = Poll();
        return ReferenceEquals(table, Router.Table) ? throw new InvalidOperationException("The change did not come into force.") : cost;
    }

    /// <summary>Changes one file and looks at all for the first time since.</summary>
    public void Prepare()
    {
        _weight = _weight == 90 ? 80 : 90;
        var file = FileOf(_services / 2);
        File.WriteAllText(file, ManifestDocuments.VirtualService(_services / 2, _weight));
        File.SetLastWriteTimeUtc(file, _written = _written.AddSeconds(1));
        Look();
    }

    public void Dispose()
    {
        _provider.Dispose();
        _directory.Delete(recursive: true);
    }

    private string FileOf(int i) => Path.Combine(_directory.FullName, string.Create(CultureInfo.InvariantCulture, $"service-{i}.yaml"));
}
