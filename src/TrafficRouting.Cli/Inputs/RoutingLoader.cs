using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Configuration;
using TrafficRouting.Manifests;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Cli;

/// <summary>Reads files as an application does: settings in their order, laid over the documents.</summary>
/// <param name="section">The configuration section.</param>
/// <param name="configure">Sets how documents are read.</param>
internal sealed class RoutingLoader(string section, Action<TrafficManifestOptions> configure)
{
    public LoadedRouting Load(IReadOnlyList<InputText> files)
    {
        var findings = files.Select(f => f.Problem).OfType<Finding>().ToList();
        var settings = new List<(InputText File, JsonPlaces Places)>();
        var documents = new List<InputText>();
        foreach (var file in files.Where(f => f.Problem is null))
        {
            // A comment may come before the object.
            if (file.Text.AsSpan().TrimStart() is not ['{' or '/', ..] && !file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            {
                documents.Add(file);
                continue;
            }

            var places = new JsonPlaces(file);
            if (places.Problem is not null)
                findings.Add(places.Problem);
            else if (!IsSettings(file, places))
                documents.Add(file);
            else if (places.SettingsProblem is not null)
                findings.Add(places.SettingsProblem);
            else
                settings.Add((file, places));
        }

        return Read(files, settings, documents, findings);
    }

    private bool IsSettings(InputText file, JsonPlaces places) =>
        places.Has(section.Split(':')[0]) || Path.GetFileName(file.Name).StartsWith("appsettings", StringComparison.OrdinalIgnoreCase);

    private LoadedRouting Read(IReadOnlyList<InputText> files, List<(InputText File, JsonPlaces Places)> settings, List<InputText> documents, List<Finding> findings)
    {
        var manifests = documents.Count == 0 ? null : TrafficManifests.LoadTexts(documents.Select(d => (d.Name, d.Text)), configure);
        // What is missing where a file cannot be read would only distract from that.
        if (findings.Count > 0)
            return new(files, new(), Ordered(findings.Concat(manifests?.Findings ?? [])), manifests?.Documents ?? 0, manifests?.Skipped ?? 0) { Ignored = manifests?.WithoutEffect ?? 0 };

        var builder = new ConfigurationBuilder();
        foreach (var (file, _) in settings)
            builder.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(file.Text)));
        var keys = settings.Count == 0 ? null : new RoutingSection(builder.Build().GetSection(section), TimeProvider.System);
        RoutingSource[] sources = manifests is null ? [] : [new SnapshotSource(manifests.ToSnapshot())];
        var load = new RoutingConfiguration(sources, keys, [new RolloutsReader()]).Load()!;
        findings.AddRange(load.Findings.Select(f => f.Location is null ? f with { Location = Place(f.Path, settings) } : f));
        return new(files, load.Options, Ordered(findings), manifests?.Documents ?? 0, manifests?.Skipped ?? 0)
        {
            Ignored = manifests?.WithoutEffect ?? 0,
            Rollouts = load.Parts.OfType<RolloutsOptions>().FirstOrDefault() ?? new(),
            Section = section,
            Places = new(manifests, section, [.. settings.Select(s => s.Places)]),
        };
    }

    // The last file that has a key wins; of files that have only something above it, the one that comes nearest.
    private static SourceLocation? Place(string path, List<(InputText File, JsonPlaces Places)> settings) => settings
        .Select(s => s.Places.Find(path))
        .OfType<(SourceLocation Location, int Depth)>()
        .Reverse()
        .OrderByDescending(p => p.Depth)
        .Select(p => (SourceLocation?)p.Location)
        .FirstOrDefault();

    private static ImmutableArray<Finding> Ordered(IEnumerable<Finding> findings) =>
    [
        .. findings.Distinct().OrderBy(f => f.Location?.File ?? "", StringComparer.Ordinal).ThenBy(f => f.Location?.Line ?? 0)
            .ThenBy(f => f.Location?.Column ?? 0).ThenByDescending(f => f.Severity).ThenBy(f => f.Path, StringComparer.Ordinal),
    ];
}
