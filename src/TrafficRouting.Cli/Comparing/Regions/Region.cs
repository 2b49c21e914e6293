namespace TrafficRouting.Cli;

/// <summary>The requests for which some conditions hold and others do not. Immutable.</summary>
internal sealed class Region
{
    private readonly AtomSet[] _allowed;
    private readonly RegionStep? _last;

    private Region(AtomSet[] allowed, RegionStep? last) => (_allowed, _last) = (allowed, last);

    /// <summary>Gets the conditions that make it up, without those that follow from others.</summary>
    public IReadOnlyList<(Clause Clause, bool Holds)> Conditions
    {
        get
        {
            var steps = new List<RegionStep>();
            for (var step = _last; step is not null; step = step.Before)
                steps.Add(step);
            steps.Reverse();
            for (var i = 0; i < steps.Count;)
            {
                if (IsImplied(steps, i))
                    steps.RemoveAt(i);
                else
                    i++;
            }

            return [.. steps.Select(s => (s.Clause, s.Holds))];
        }
    }

    public static Region Of(IReadOnlyList<FieldSpace> spaces) => new([.. spaces.Select(s => s.All)], last: null);

    /// <summary>Gets the part of it for which a condition holds, or does not; null where there is none.</summary>
    public Region? Where(Clause clause, bool holds)
    {
        var before = _allowed[clause.Space];
        var after = Narrow(before, clause, holds);
        if (after.Count == 0)
            return null;
        if (after.Count == before.Count)
            return this;
        var allowed = (AtomSet[])_allowed.Clone();
        allowed[clause.Space] = after;
        return new(allowed, new(clause, holds, before, _last));
    }

    /// <summary>Gets the values that a field may have.</summary>
    public AtomSet Allowed(int space) => _allowed[space];

    /// <summary>Tells whether a request is one of them, as far as its conditions say.</summary>
    public bool Contains<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest
    {
        for (var step = _last; step is not null; step = step.Before)
        {
            if (step.Clause.Holds(in request) != step.Holds)
                return false;
        }

        return true;
    }

    /// <summary>Tells whether its conditions on a field allow a value.</summary>
    public bool Accepts(RequestField? field, FieldValue value)
    {
        for (var step = _last; step is not null; step = step.Before)
        {
            if (step.Clause.Field == field && step.Clause.Holds(value) != step.Holds)
                return false;
        }

        return true;
    }

    private static AtomSet Narrow(AtomSet set, Clause clause, bool holds) => holds ? set.And(clause.Holding) : set.Without(clause.Holding);

    private bool IsImplied(List<RegionStep> steps, int index)
    {
        var space = steps[index].Clause.Space;
        var others = steps.Where((s, i) => i != index && s.Clause.Space == space).ToList();
        var rest = steps.First(s => s.Clause.Space == space).Whole;
        foreach (var step in others)
            rest = Narrow(rest, step.Clause, step.Holds);
        return rest.Count == _allowed[space].Count;
    }
}
