using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace TrafficRouting;

/// <summary>A configuration that is not .NET's own, asked as if it were one provider.</summary>
internal sealed class ConfigurationAsProvider(IConfiguration configuration) : IConfigurationProvider
{
    // A section speaks of what is below it; paths here begin at its root.
    private readonly string _path = (configuration as IConfigurationSection)?.Path ?? "";

    public bool TryGet(string key, out string? value)
    {
        value = key.Equals(_path, StringComparison.OrdinalIgnoreCase) ? (configuration as IConfigurationSection)?.Value : configuration[Below(key)];
        return value is not null;
    }

    public void Set(string key, string? value) => configuration[Below(key)] = value;

    public IChangeToken GetReloadToken() => configuration.GetReloadToken();

    public void Load()
    {
    }

    public IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath)
    {
        var parent = parentPath is null || parentPath.Equals(_path, StringComparison.OrdinalIgnoreCase) ? configuration : configuration.GetSection(Below(parentPath));
        return parent.GetChildren().Select(c => c.Key);
    }

    public override bool Equals(object? obj) => obj is ConfigurationAsProvider other && ReferenceEquals(other.Configuration, Configuration);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(Configuration);

    private IConfiguration Configuration => configuration;

    private string Below(string path) => _path.Length == 0 ? path : path[(_path.Length + 1)..];
}
