namespace TrafficRouting.Cli;

/// <summary>The fields that the routes of two services look at, each with the values that they tell apart.</summary>
internal static class ServiceSpaces
{
    private const int OtherPort = 8081;

    public static IReadOnlyList<FieldSpace> Of(IEnumerable<Clause> clauses, IReadOnlyList<string> hosts) =>
        [.. clauses.GroupBy(c => c.Field).Select((group, index) => new FieldSpace([.. group], index, Candidates([.. group], hosts)))];

    /// <summary>Names the fields of which not all values could be thought of.</summary>
    public static IEnumerable<string> Sampled(IEnumerable<Clause> clauses) =>
        from clause in clauses
        where clause.Field is { Kind: RequestFieldKind.Header, Name: "host" or "cookie" or "baggage" } || (clause.Field is not null && clause.Condition.Tests.Any(t => !ValueSamples.IsComplete(t)))
        select ClauseText.Of(clause, holds: true);

    private static IEnumerable<FieldValue> Candidates(IReadOnlyList<Clause> clauses, IReadOnlyList<string> hosts) => clauses[0].Field switch
    {
        null => Ports(clauses),
        { Kind: RequestFieldKind.Host } => hosts.Select(FieldValue.Of),
        { } field => SendableValues.Of(field, ValueSamples.Of([.. clauses.Select(c => c.Condition)])),
    };

    private static IEnumerable<FieldValue> Ports(IReadOnlyList<Clause> clauses)
    {
        var named = clauses.SelectMany(c => c.Ports).ToHashSet();
        var other = Enumerable.Range(OtherPort, named.Count + 1).First(p => !named.Contains(p));
        return named.Prepend(443).Prepend(80).Append(other).Select(p => FieldValue.Of(Text.Of(p)));
    }
}
