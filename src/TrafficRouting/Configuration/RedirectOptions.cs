namespace TrafficRouting;

/// <summary>A redirect given without sending anything; what is not set is taken from the request.</summary>
public sealed class RedirectOptions
{
    /// <summary>Gets or sets the status: 301, 302, 303, 307 or 308.</summary>
    /// <value>The default is 302.</value>
    public int Status { get; set; } = 302;

    /// <summary>Gets or sets the scheme, http or https.</summary>
    public string? Scheme { get; set; }

    /// <summary>Gets or sets the host.</summary>
    public string? Host { get; set; }

    /// <summary>Gets or sets the port, 1 to 65535.</summary>
    /// <value>The default is <see langword="null"/>: <see cref="PortFrom"/> decides.</value>
    public int? Port { get; set; }

    /// <summary>Gets or sets where the port comes from when <see cref="Port"/> is not set.</summary>
    /// <value>The default is <see langword="null"/>: the caller's authority, or the scheme where <see cref="Scheme"/> is set.</value>
    public RedirectPortSource? PortFrom { get; set; }

    /// <summary>Gets or sets the path that replaces the whole path.</summary>
    public string? Path { get; set; }

    /// <summary>Gets or sets what replaces the matched prefix of the path.</summary>
    public string? PathPrefix { get; set; }

    internal static ObjectShape<RedirectOptions> Shape { get; } = new ObjectShape<RedirectOptions>("redirect", "A redirect given without sending anything; what is not set is taken from the request.")
        .Value("Status", Scalars.RedirectStatus, o => o.Status, (o, v) => o.Status = (int)v!, "The status.")
        .Value("Scheme", Scalars.Scheme, o => o.Scheme, (o, v) => o.Scheme = (string?)v, "The scheme; a given one has its default port.")
        .Value("Host", Scalars.Host, o => o.Host, (o, v) => o.Host = (string?)v, "The host, without port.")
        .Value("Port", Scalars.Port, o => o.Port, (o, v) => o.Port = (int?)v, "The port.")
        .Value("PortFrom", Scalars.Choice(typeof(RedirectPortSource)), o => o.PortFrom, (o, v) => o.PortFrom = (RedirectPortSource?)v, "Where the port comes from without `Port`: the authority as the caller wrote it, but for the default port of a scheme that is left; the port that is called; or the scheme's default. When not set, the authority, or the scheme where `Scheme` is set.")
        .Value("Path", Scalars.Path, o => o.Path, (o, v) => o.Path = (string?)v, "Replaces the whole path.")
        .Value("PathPrefix", Scalars.PathOrEmpty, o => o.PathPrefix, (o, v) => o.PathPrefix = (string?)v, "Replaces what the match's prefix took.")
        .OneOf("Path", "PathPrefix");
}
