using System.Collections.Immutable;

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

    private int Count(FindingSeverity severity) => Findings.Count(f => f.Severity == severity);
}
