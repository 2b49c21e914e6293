using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace TrafficRouting.Tests.Sources;

/// <summary>A section, or a whole configuration, that is none of .NET's.</summary>
internal sealed class ForeignSection(IConfiguration inner) : IConfigurationSection
{
    public string Key => (inner as IConfigurationSection)?.Key ?? "";

    public string Path => (inner as IConfigurationSection)?.Path ?? "";

    public string? Value
    {
        get => (inner as IConfigurationSection)?.Value;
        set => throw new NotSupportedException();
    }

    public string? this[string key]
    {
        get => inner[key];
        set => inner[key] = value;
    }

    public IEnumerable<IConfigurationSection> GetChildren() => inner.GetChildren().Select(c => new ForeignSection(c));

    public IChangeToken GetReloadToken() => inner.GetReloadToken();

    public IConfigurationSection GetSection(string key) => new ForeignSection(inner.GetSection(key));
}
