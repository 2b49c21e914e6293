namespace TrafficRouting;

/// <summary>A name that clients call, and the routes its requests may take.</summary>
public sealed class ServiceOptions
{
    /// <summary>Gets or sets a value indicating whether the service takes part in routing.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets the hosts it answers to: exact names, <c>*.suffix</c> or <c>*</c>.</summary>
    public IList<string> Hosts { get; } = [];

    /// <summary>Gets or sets what becomes of a request that no route matches.</summary>
    /// <value>The default is <see cref="UnmatchedBehavior.PassThrough"/>.</value>
    public UnmatchedBehavior Unmatched { get; set; }

    /// <summary>Gets the routes by name.</summary>
    public IDictionary<string, RouteOptions> Routes { get; } =
        new Dictionary<string, RouteOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets the file and line this was written in, when it came from a document.</summary>
    public string? Source { get; set; }
}
