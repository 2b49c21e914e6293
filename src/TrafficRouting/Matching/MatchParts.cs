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

    private void Add(MatchOptions options)
    {
        if (options.Port is { } port)
            Ports.Add(port);

        Add(RequestFieldKind.Method, options.Method);
        if (!MatchedPath.IsEvery(options.Path))
            Add(RequestFieldKind.Path, options.Path);

        // RFC 3986: scheme and host are the same in any case.
        Add(RequestFieldKind.Scheme, options.Scheme, ignoreCase: true);
        Add(RequestFieldKind.Host, options.Host, ignoreCase: true);
        Add(RequestFieldKind.Header, options.Headers);
        Add(RequestFieldKind.Query, options.Query);
        Add(RequestFieldKind.Cookie, options.Cookies);
        Add(RequestFieldKind.Property, options.Properties);
        Add(RequestFieldKind.Baggage, options.Baggage);
        if (options.Predicate is { } predicate)
            Predicates.Add(new(predicate, failures));

        foreach (var nested in options.AllOf)
            Add(nested);

        AddGroup(options.AnyOf, none: false);
        AddGroup(options.NoneOf, none: true);
    }

    private void Add(RequestFieldKind kind, StringConditionOptions? options, bool ignoreCase = false)
    {
        if (options is not null)
            Conditions.Add(new RequestCondition(new RequestField(kind), ValueCondition.Compile(options, ignoreCase)));
    }

    private void Add(RequestFieldKind kind, IDictionary<string, StringConditionOptions> options)
    {
        foreach (var (key, condition) in options)
            Conditions.Add(new RequestCondition(new RequestField(kind, condition.Name ?? key), ValueCondition.Compile(condition)));
    }

    private void AddGroup(IList<MatchOptions> members, bool none)
    {
        if (members.Count > 0)
            Groups.Add(new MatchGroup([.. members.Select(member => RequestMatcher.Compile(member, failures))], none));
    }
}
