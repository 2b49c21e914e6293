namespace TrafficRouting.Cli;

/// <summary>The values of one field that its conditions tell apart, one for each way in which they can turn out.</summary>
internal sealed class FieldSpace
{
    private readonly List<FieldValue> _values = [];

    /// <summary>Initializes a space, and tells each condition for which of the values it holds.</summary>
    /// <param name="clauses">The conditions on the field.</param>
    /// <param name="index">Its place among the spaces.</param>
    /// <param name="candidates">Values of which those that come first stand for those that turn out alike.</param>
    public FieldSpace(IReadOnlyList<Clause> clauses, int index, IEnumerable<FieldValue> candidates)
    {
        Field = clauses[0].Field;
        var outcomes = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in candidates)
        {
            var outcome = string.Concat(clauses.Select(c => c.Holds(value) ? '1' : '0'));
            if (!seen.Add(outcome))
                continue;
            _values.Add(value);
            outcomes.Add(outcome);
        }

        All = AtomSet.Of(_values.Count, _ => true);
        for (var i = 0; i < clauses.Count; i++)
            clauses[i].Settle(index, AtomSet.Of(_values.Count, v => outcomes[v][i] == '1'));
    }

    /// <summary>Gets the field, or null for the port.</summary>
    public RequestField? Field { get; }

    public AtomSet All { get; }

    public IReadOnlyList<FieldValue> Values => _values;
}
