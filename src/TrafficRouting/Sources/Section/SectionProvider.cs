using Microsoft.Extensions.Configuration;

namespace TrafficRouting;

/// <summary>A provider that a section is read from.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Path">The path that the section has in it.</param>
/// <param name="IsChained">Whether it stands behind a chained configuration, which passes on no empty values.</param>
internal sealed record SectionProvider(IConfigurationProvider Provider, string Path, bool IsChained)
{
    /// <summary>Gives the section's keys, at once where the provider's dictionary can be had.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Read(IDictionary<string, string?>? data)
    {
        var pairs = data is null ? ProviderData.Ask(Provider, Path) : ProviderKeys.Below(Path, data);
        return IsChained ? pairs.Select(p => string.IsNullOrEmpty(p.Value) ? new(p.Key, ProviderKeys.NoValue) : p) : pairs;
    }
}
