using Microsoft.Extensions.Configuration;

namespace TrafficRouting.Http.Tests.Loading;

/// <summary>A configuration that the test changes as a whole and tells of.</summary>
internal sealed class ReloadableSource : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public ReloadableSource With(params (string Key, string Value)[] values)
    {
        Data = values.ToDictionary(v => "TrafficRouting:" + v.Key, v => (string?)v.Value, StringComparer.OrdinalIgnoreCase);
        return this;
    }

    public ReloadableSource WithRaw(params (string Key, string Value)[] values)
    {
        Data = values.ToDictionary(v => v.Key, v => (string?)v.Value, StringComparer.OrdinalIgnoreCase);
        return this;
    }

    public void Reload() => OnReload();

    public static (string Key, string Value)[] Weights(int v1, int v2, string v1Address = "http://v1", string v2Address = "http://v2") =>
    [
        ("Backends:v1:Address", v1Address),
        ("Backends:v2:Address", v2Address),
        ("Services:reviews:Hosts:0", "reviews"),
        ("Services:reviews:Routes:all:Weights:v1", $"{v1}"),
        ("Services:reviews:Routes:all:Weights:v2", $"{v2}"),
    ];
}
