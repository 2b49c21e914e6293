using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.Benchmarks.Reloads;

/// <summary>Routing in an appsettings.json of so many services with ten routes each.</summary>
internal sealed class JsonReload : IDisposable
{
    private readonly string _path = Path.GetTempFileName();
    private readonly int _services;
    private readonly IConfigurationRoot _alone;
    private readonly IConfigurationRoot _routed;
    private readonly ServiceProvider _provider;
    private int _weight = 90;

    public JsonReload(int services)
    {
        _services = services;
        Write();
        _alone = new ConfigurationBuilder().AddJsonFile(_path).Build();
        _routed = new ConfigurationBuilder().AddJsonFile(_path).Build();
        var collection = new ServiceCollection().AddLogging();
        collection.AddTrafficRouting(_routed.GetSection("TrafficRouting"));
        _provider = collection.BuildServiceProvider();
        Load = Cost.Of(() => Router = _provider.GetRequiredService<TrafficRouter>());
    }

    /// <summary>Gets what the load took beyond the reading of the file.</summary>
    public Cost Load { get; }

    public TrafficRouter Router { get; private set; } = null!;

    /// <summary>Changes one weight.</summary>
    /// <returns>What .NET's provider took to read the file, and what routing took beyond it.</returns>
    public (Cost Parse, Cost Beyond) Change()
    {
        Prepare();
        var parse = Cost.Of(_alone.Reload);
        var table = Router.Table;
        var whole = Cost.Of(_routed.Reload);
        return ReferenceEquals(table, Router.Table) ? throw new InvalidOperationException("The change did not come into force.") : (parse, whole - parse);
    }

    /// <summary>Writes another weight into the file.</summary>
    public void Prepare()
    {
        _weight = _weight == 90 ? 80 : 90;
        Write();
    }

    public void Reload() => _routed.Reload();

    /// <summary>Reads the file without routing.</summary>
    public void ReadAlone() => _alone.Reload();

    public void Dispose()
    {
        _provider.Dispose();
        File.Delete(_path);
    }

    private void Write()
    {
        var json = new StringBuilder("""{ "TrafficRouting": { "Backends": { "v1": { "Address": "http://10.0.0.1:8080" }, "v2": { "Address": "http://10.0.0.2:8080" } }, "Services": {""");
        for (var s = 0; s < _services; s++)
        {
            json.Append(CultureInfo.InvariantCulture, $$"""{{(s > 0 ? "," : "")}} "s{{s}}": { "Hosts": [ "service-{{s}}" ], "Routes": {""");
            for (var r = 0; r < 10; r++)
            {
                var weight = s == _services / 2 && r == 5 ? _weight : 90;
                json.Append(CultureInfo.InvariantCulture, $$"""{{(r > 0 ? "," : "")}} "r{{r}}": { "Matches": [ { "Path": { "PathPrefix": "/api/{{r}}" } } ], "Weights": { "v1": {{weight}}, "v2": {{100 - weight}} } }""");
            }

            json.Append(" } }");
        }

        File.WriteAllText(_path, json.Append(" } } }").ToString());
    }
}
