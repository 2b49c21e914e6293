using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace TrafficRouting;

/// <summary>
/// The configuration section as a source: reads its providers and keeps the last good keys of each. One caller at a time.
/// </summary>
/// <param name="section">The section.</param>
/// <param name="time">The clock.</param>
internal sealed class RoutingSection(IConfigurationSection section, TimeProvider time)
{
    /// <summary>How often to look for what no change token tells of.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private List<ProviderWatch> _watches = [];

    /// <summary>Gets the keys in force.</summary>
    public SectionKeys Keys { get; private set; } = SectionKeys.Empty(section.Path);

    /// <summary>Gets what is wrong with the providers.</summary>
    public ImmutableArray<Finding> Findings { get; private set; } = [];

    /// <summary>Gets a value indicating whether a provider took other keys without raising its token. Costs next to nothing.</summary>
    public bool IsDue => _watches.Exists(w => w.IsDue);

    public IChangeToken GetChangeToken() => section.GetReloadToken();

    /// <summary>Reads the providers.</summary>
    /// <returns>Whether keys or findings differ from those of the last time.</returns>
    public bool Refresh()
    {
        var known = _watches;
        _watches = [.. ConfigurationProviders.Of(section).Select(p => known.Find(w => w.Source == p) ?? new(p, time))];
        foreach (var watch in _watches)
            watch.Refresh();

        var (keys, findings) = (Keys, Findings);
        if (!keys.Providers.SequenceEqual(_watches.Select(w => new HeldKeys(w.Source.Provider, w.Keys))))
            Keys = new(section.Path, [.. _watches.Select(w => new HeldKeys(w.Source.Provider, w.Keys))]);
        if (!findings.Select(f => f.Message).SequenceEqual(_watches.Select(w => w.Problem).OfType<string>(), StringComparer.Ordinal))
            Findings = [.. _watches.Select(w => w.Problem).OfType<string>().Select(p => new Finding(FindingSeverity.Error, section.Path, p))];
        return !ReferenceEquals(keys, Keys) || findings != Findings;
    }

    /// <summary>Says why nothing is read, to whoever misspelt the section.</summary>
    public string WhyEmpty()
    {
        var parent = section.Path.LastIndexOf(':') is var colon and >= 0 ? section.Path[..colon] : null;
        var others = ConfigurationProviders.Of(section).SelectMany(p => p.Provider.GetChildKeys([], parent)).Distinct(StringComparer.OrdinalIgnoreCase);
        return Keys.IsMissing
            ? $"The configuration has no section '{section.Path}'.{Suggestion.For(section.Key, others)}"
            : "The section is empty; it holds Backends and Services.";
    }
}
