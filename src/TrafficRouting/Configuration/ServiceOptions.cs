namespace TrafficRouting;

/// <summary>A name that clients call, and the routes its requests may take.</summary>
public sealed class ServiceOptions
{
    /// <summary>Gets or sets a value indicating whether the service takes part in routing.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets the hosts it is called by: exact names, <c>*.suffix</c> or <c>*</c>.</summary>
    public IList<string> Hosts { get; } = [];

    /// <summary>Gets the ports that its routes are for, 1 to 65535 each; calls to other ports pass through untouched, whatever <see cref="Unmatched"/> says.</summary>
    /// <value>The default, when empty, is every port.</value>
    public IList<int> Ports { get; } = [];

    /// <summary>Gets or sets what happens to a request that no route matches.</summary>
    /// <value>The default is <see cref="UnmatchedBehavior.PassThrough"/>.</value>
    public UnmatchedBehavior Unmatched { get; set; }

    /// <summary>Gets the routes by name.</summary>
    public IDictionary<string, RouteOptions> Routes { get; } =
        new Dictionary<string, RouteOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets what the application notes about the service, by any key. Routing does not read it; decisions, observers and telemetry show it.</summary>
    public IDictionary<string, string> Metadata { get; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    internal static ObjectShape<ServiceOptions> Shape { get; } = new ObjectShape<ServiceOptions>("service", "A name that clients call.")
        .Value("Enabled", Scalars.Flag, o => o.Enabled, (o, v) => o.Enabled = (bool)v!, "A disabled service is checked but takes no part, and conflicts with nothing.")
        .List("Hosts", Scalars.Host, o => o.Hosts, "Exact names, `*.suffix` (any depth, not the suffix itself) or `*`, without port; at least one. International names are written in their ASCII form (`xn--`). Each host belongs to one service.")
        .List("Ports", Scalars.Port, o => o.Ports, "The ports that its routes are for; empty for every port. Calls to other ports pass through untouched, whatever `Unmatched` says.")
        .Value("Unmatched", Scalars.Choice(typeof(UnmatchedBehavior)), o => o.Unmatched, (o, v) => o.Unmatched = (UnmatchedBehavior)v!, "What happens to a request that no route matches: sent on unchanged, or answered with 404.")
        .Map("Routes", RouteOptions.Shape, Scalars.Name, o => o.Routes, "The rules; at least one.")
        .Map("Metadata", Scalars.Text, Scalars.FilledText, o => o.Metadata, "Notes of the application about the service: seen in decisions, observers and telemetry.")
        .Hint("Name", "Services are keyed by name: \"Services\": { \"reviews\": { … } }.");
}
