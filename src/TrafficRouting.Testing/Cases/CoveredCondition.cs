namespace TrafficRouting.Testing;

/// <summary>A condition of a match, and whether a case depends on it.</summary>
internal sealed class CoveredCondition(string name, RequestMatcher alone)
{
    public string Name { get; } = name;

    public RequestMatcher Alone { get; } = alone;

    /// <summary>Gets or sets a value indicating whether it alone kept a request from its match: a change of it would be noticed.</summary>
    public bool Decided { get; set; }
}
