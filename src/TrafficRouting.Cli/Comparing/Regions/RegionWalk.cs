namespace TrafficRouting.Cli;

/// <summary>Takes regions apart by what their requests meet first, as far as a number of regions allows.</summary>
/// <param name="budget">How many regions may be made.</param>
internal sealed class RegionWalk(int budget)
{
    private int _made;

    /// <summary>Gets a value indicating whether there are more regions than may be made, so that some were left out.</summary>
    public bool IsSpent => _made > budget;

    /// <summary>Gives the parts of a region with the first choice that takes them.</summary>
    public IEnumerable<(Region Part, T Outcome)> Walk<T>(Region region, IReadOnlyList<Choice<T>> choices)
    {
        List<Region> pending = [region];
        foreach (var choice in choices)
        {
            var holding = new List<Region>();
            var failing = new List<Region>();
            foreach (var part in pending)
                Split(part, choice.When, holding, failing);
            foreach (var part in holding)
                yield return (part, choice.Outcome);
            pending = failing;
            if (pending.Count == 0 || IsSpent)
                yield break;
        }
    }

    /// <summary>Follows one request, and gives all that are decided by the same conditions.</summary>
    public static (Region Part, T Outcome) Follow<T>(Region region, IReadOnlyList<Choice<T>> choices, IReadOnlyList<int> point)
    {
        foreach (var choice in choices)
        {
            if (Follow(ref region, choice.When, point))
                return (region, choice.Outcome);
        }

        throw new InvalidOperationException("The last choice takes everything.");
    }

    private static bool Follow(ref Region region, Formula formula, IReadOnlyList<int> point)
    {
        if (formula.Clause is { } clause)
        {
            var holds = clause.Holding.Contains(point[clause.Space]);
            region = region.Where(clause, holds)!;
            return holds;
        }

        // Ends with the first part that decides: one that fails for All, one that holds for the others.
        var decides = formula.Kind is not FormulaKind.All;
        foreach (var part in formula.Parts)
        {
            if (Follow(ref region, part, point) == decides)
                return formula.Kind is FormulaKind.Any;
        }

        return formula.Kind is not FormulaKind.Any;
    }

    private void Split(Region region, Formula formula, List<Region> holding, List<Region> failing)
    {
        if (IsSpent)
            return;
        if (formula.Clause is { } clause)
        {
            Add(holding, region.Where(clause, holds: true));
            Add(failing, region.Where(clause, holds: false));
            return;
        }

        var isAll = formula.Kind is FormulaKind.All;
        var decided = isAll || formula.Kind is FormulaKind.None ? failing : holding;
        List<Region> pending = [region];
        foreach (var part in formula.Parts)
        {
            var next = new List<Region>();
            foreach (var one in pending)
                Split(one, part, isAll ? next : decided, isAll ? decided : next);
            pending = next;
        }

        (formula.Kind is FormulaKind.Any ? failing : holding).AddRange(pending);
    }

    private void Add(List<Region> list, Region? region)
    {
        if (region is null)
            return;
        _made++;
        list.Add(region);
    }
}
