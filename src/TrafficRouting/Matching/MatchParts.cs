namespace TrafficRouting;

/// <summary>Takes a match apart into what is evaluated; nested <c>AllOf</c> becomes part of its parent.</summary>
internal sealed class MatchParts(CallbackFailures failures)
{
    public List<RequestCondition> Conditions { get; } = [];

    public List<MatchGroup> Groups { get; } = [];

    public List<int> Ports { get; } = [];

    public List<PredicateCondition> Predicates { get; } = [];

    public static MatchParts Of(MatchOptions options, CallbackFailures failures)
    {
        var parts = new MatchParts(failures);
        parts.Add(options);
        return parts;
    }

    /// <summary>Adds the conditions on single values that a match has itself, without those nested in it.</summary>
    /// <param name="options">The match.</param>
    /// <param name="conditions">Where they are added.</param>
    public static void AddConditions(MatchOptions options, List<RequestCondition> conditions)
    {
        Add(RequestFieldKind.Method, options.Method, conditions);
        if (!MatchedPath.IsEvery(options.Path))
            Add(RequestFieldKind.Path, options.Path, conditions);

        // RFC 3986: scheme and host are the same in any case.
        Add(RequestFieldKind.Scheme, options.Scheme, conditions, ignoreCase: true);
        Add(RequestFieldKind.Host, options.Host, conditions, ignoreCase: true);
        Add(RequestFieldKind.Header, options.Headers, conditions);
        Add(RequestFieldKind.Query, options.Query, conditions);
        Add(RequestFieldKind.Cookie, options.Cookies, conditions);
        Add(RequestFieldKind.Property, options.Properties, conditions);
        Add(RequestFieldKind.Baggage, options.Baggage, conditions);
    }

    private static void Add(RequestFieldKind kind, StringConditionOptions? options, List<RequestCondition> conditions, bool ignoreCase = false)
    {
        if (options is not null)
            conditions.Add(new(new(kind), ValueCondition.Compile(options, ignoreCase)));
    }

    private static void Add(RequestFieldKind kind, IDictionary<string, StringConditionOptions> options, List<RequestCondition> conditions)
    {
        foreach (var (key, condition) in options)
            conditions.Add(new(new(kind, condition.Name ?? key), ValueCondition.Compile(condition)));
    }

    private void Add(MatchOptions options)
    {
        if (options.Port is { } port)
            Ports.Add(port);

        AddConditions(options, Conditions);
        if (options.Predicate is { } predicate)
            Predicates.Add(new(predicate, failures));

        foreach (var nested in options.AllOf)
            Add(nested);

        AddGroup(options.AnyOf, none: false);
        AddGroup(options.NoneOf, none: true);
    }

    private void AddGroup(IList<MatchOptions> members, bool none)
    {
        if (members.Count > 0)
            Groups.Add(new MatchGroup([.. members.Select(member => RequestMatcher.Compile(member, failures))], none));
    }
}
