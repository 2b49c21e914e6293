namespace TrafficRouting.Cli;

/// <summary>What a match demands: one condition, or others of which all, any or none hold.</summary>
internal sealed class Formula
{
    private Formula(FormulaKind kind, IReadOnlyList<Formula> parts, Clause? clause = null) => (Kind, Parts, Clause) = (kind, parts, clause);

    /// <summary>Gets what always holds.</summary>
    public static Formula Always { get; } = All([]);

    public FormulaKind Kind { get; }

    public IReadOnlyList<Formula> Parts { get; }

    /// <summary>Gets the condition, where it is one.</summary>
    public Clause? Clause { get; }

    /// <summary>Gets all conditions in it.</summary>
    public IEnumerable<Clause> Clauses => Clause is null ? Parts.SelectMany(p => p.Clauses) : [Clause];

    public static Formula All(IReadOnlyList<Formula> parts) => new(FormulaKind.All, parts);

    public static Formula None(IReadOnlyList<Formula> parts) => new(FormulaKind.None, parts);

    public static Formula Of(Clause clause) => new(FormulaKind.Clause, [], clause);

    /// <summary>Takes a match apart.</summary>
    public static Formula Of(MatchOptions match)
    {
        var parts = new List<Formula>();
        if (match.Port is { } port)
            parts.Add(Of(new Clause([port])));
        var conditions = new List<RequestCondition>();
        MatchParts.AddConditions(match, conditions);
        parts.AddRange(conditions.Select(c => Of(new Clause(c.Field, c.Value))));
        parts.AddRange(match.AllOf.Select(Of));
        if (match.AnyOf.Count > 0)
            parts.Add(new(FormulaKind.Any, [.. match.AnyOf.Select(Of)]));
        if (match.NoneOf.Count > 0)
            parts.Add(None([.. match.NoneOf.Select(Of)]));
        return parts is [var only] ? only : All(parts);
    }
}
