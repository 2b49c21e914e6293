namespace TrafficRouting;

/// <summary>A name that clients call, and the routes its requests may take.</summary>
public sealed class ServiceOptions
{
    /// <summary>Gets or sets a value indicating whether the service takes part in routing.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets the hosts it is called by: exact names, <c>*.suffix</c> or <c>*</c>.</summary>
    public IList<string> Hosts { get; } = [];

    /// <summary>Gets or sets what happens to a request that no route matches.</summary>
    /// <value>The default is <see cref="UnmatchedBehavior.PassThrough"/>.</value>
    public UnmatchedBehavior Unmatched { get; set; }

    /// <summary>Gets the routes by name.</summary>
    public IDictionary<string, RouteOptions> Routes { get; } =
        new Dictionary<string, RouteOptions>(StringComparer.OrdinalIgnoreCase);

    internal static ObjectShape<ServiceOptions> Shape { get; } = new ObjectShape<ServiceOptions>("service", "A name that clients call.")
        .Value("Enabled", Scalars.Flag, o => o.Enabled, (o, v) => o.Enabled = (bool)v!, "A disabled service is checked but takes no part, and conflicts with nothing.")
        .List("Hosts", Scalars.Host, o => o.Hosts, "Exact names, `*.suffix` (any depth, not the suffix itself) or `*`, without port; at least one. International names are written in their ASCII form (`xn--`). Each host belongs to one service.")
        .Value("Unmatched", Scalars.Choice(typeof(UnmatchedBehavior)), o => o.Unmatched, (o, v) => o.Unmatched = (UnmatchedBehavior)v!, "What happens to a request that no route matches: sent on unchanged, or answered with 404.")
        .Map("Routes", RouteOptions.Shape, Scalars.Name, o => o.Routes, "The rules; at least one.")
        .Hint("Name", "Services are keyed by name: \"Services\": { \"reviews\": { … } }.");
}
