namespace TrafficRouting;

/// <summary>
/// A compiled match: conditions that must all hold. Immutable. Its methods are generic over the view of the request and
/// not virtual, so that each view gets code of its own with the reads inlined; evaluating allocates nothing and never throws.
/// </summary>
internal sealed class RequestMatcher
{
    private readonly RequestCondition[] _conditions;

    // Most matches have one condition: apart from the others, it is reached without the array.
    private readonly RequestCondition? _first;
    private readonly RequestCondition[] _others;
    private readonly MatchGroup[] _groups;
    private readonly int[] _ports;
    private readonly PredicateCondition[] _predicates;

    private RequestMatcher(MatchOptions options, MatchParts parts)
    {
        Options = options;
        _conditions = InOrder(parts.Conditions);
        _first = _conditions.FirstOrDefault();
        _others = [.. _conditions.Skip(1)];
        _groups = [.. parts.Groups];
        _ports = [.. parts.Ports];
        _predicates = [.. parts.Predicates];
        Specificity = MatchSpecificity.Of(options);
        Path = MatchedPath.Of(options.Path);
    }

    /// <summary>Gets the options it was compiled from.</summary>
    public MatchOptions Options { get; }

    /// <summary>Gets how specific the match is, in the Gateway API's order.</summary>
    public MatchSpecificity Specificity { get; }

    /// <summary>Gets what of the path the match takes.</summary>
    public PathMatch Path { get; }

    /// <summary>Gets a value indicating whether every request matches.</summary>
    public bool IsCatchAll => _conditions.Length + _groups.Length + _ports.Length + _predicates.Length == 0;

    /// <summary>Gets the conditions, nested <c>AllOf</c> included.</summary>
    public ReadOnlySpan<RequestCondition> Conditions => _conditions;

    /// <summary>Gets the text that is all that the match demands, of one value of a request that comes as it is written, or of its beginning; null where it demands anything else.</summary>
    public string? OnlyText => _conditions is [{ Field.IsEscaped: false } only] && _groups.Length + _ports.Length + _predicates.Length == 0 ? only.Value.OnlyText : null;

    /// <summary>Compiles a match.</summary>
    /// <param name="options">The match.</param>
    /// <param name="failures">What takes note of predicates that throw.</param>
    /// <exception cref="ArgumentException">A condition has no test, or an invalid pattern.</exception>
    public static RequestMatcher Compile(MatchOptions options, CallbackFailures failures) => new(options, MatchParts.Of(options, failures));

    /// <summary>Compiles a match whose predicates nobody takes note of.</summary>
    public static RequestMatcher Compile(MatchOptions options) => Compile(options, new());

    public bool Matches<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest
    {
        foreach (var port in _ports)
        {
            if (request.Port != port)
                return false;
        }

        if (_first is not null && !_first.Holds(in request))
            return false;

        foreach (var condition in _others)
        {
            if (!condition.Holds(in request))
                return false;
        }

        foreach (var group in _groups)
        {
            if (!group.Holds(in request))
                return false;
        }

        foreach (var predicate in _predicates)
        {
            if (!predicate.Holds(request.Message))
                return false;
        }

        return true;
    }

    /// <summary>Says in words which condition fails first, or null when the request matches.</summary>
    public string? Explain<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest
    {
        foreach (var port in _ports)
        {
            if (request.Port != port)
                return $"port is not {port} (it is {request.Port})";
        }

        foreach (var condition in _conditions)
        {
            if (!condition.Holds(in request))
                return condition.Explain(in request);
        }

        foreach (var group in _groups)
        {
            if (!group.Holds(in request))
                return group.Explain(in request);
        }

        foreach (var predicate in _predicates)
        {
            if (!predicate.Holds(request.Message))
                return predicate.ToString();
        }

        return null;
    }

    private static RequestCondition[] InOrder(List<RequestCondition> conditions)
    {
        var ordered = new List<RequestCondition>(conditions.Count);
        ordered.AddRange(conditions.FindAll(condition => !IsCostly(condition)));
        ordered.AddRange(conditions.FindAll(IsCostly));
        return [.. ordered];
    }

    private static bool IsCostly(RequestCondition condition)
    {
        foreach (var test in condition.Value.Tests)
        {
            if (test.Kind == ValueTestKind.Regex)
                return true;
        }

        return false;
    }
}
