using System.Collections.Immutable;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Cli;

/// <summary>What the files give together.</summary>
/// <param name="Files">The files.</param>
/// <param name="Options">The routing; not to be compiled with an error among the findings.</param>
/// <param name="Findings">What was found, by file and line.</param>
/// <param name="Documents">How many documents were read, those that were skipped included.</param>
/// <param name="Skipped">How many documents do not concern routing.</param>
internal sealed record LoadedRouting(IReadOnlyList<InputText> Files, TrafficRoutingOptions Options, ImmutableArray<Finding> Findings, int Documents, int Skipped)
{
    public int Errors => Count(FindingSeverity.Error);

    public int Warnings => Count(FindingSeverity.Warning);

    /// <summary>Gets how many documents say where requests go, and give this application no route: those for other gateways or namespaces.</summary>
    public int Ignored { get; init; }

    /// <summary>Gets the rollouts of the section.</summary>
    public RolloutsOptions Rollouts { get; init; } = new();

    /// <summary>Gets the section that was read.</summary>
    public string Section { get; init; } = TrafficRoutingOptions.DefaultPath;

    /// <summary>Gets where entries are written.</summary>
    public EntryPlaces Places { get; init; } = new(documents: null, "", []);

    private int Count(FindingSeverity severity) => Findings.Count(f => f.Severity == severity);
}
