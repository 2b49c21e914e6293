namespace TrafficRouting.Testing;

/// <summary>What came of a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Problems">What is otherwise than expected; empty when it passed.</param>
/// <param name="Explanation">Where the request goes.</param>
internal sealed record CaseResult(RoutingCase Case, IReadOnlyList<string> Problems, RouteExplanation Explanation)
{
    public bool Passed => Problems.Count == 0;

    public override string ToString() => $"{Case.Location}: {Case.Name}\n  {string.Join("\n  ", Problems)}\n  {Explanation.ToString().ReplaceLineEndings("\n  ")}";
}
