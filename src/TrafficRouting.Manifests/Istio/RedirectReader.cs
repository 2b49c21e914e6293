namespace TrafficRouting.Manifests;

/// <summary>Reads an HTTPRedirect.</summary>
internal static class RedirectReader
{
    public static RedirectOptions? Read(Fields? redirect)
    {
        if (redirect is null)
            return null;

        var scheme = redirect.Text("scheme");
        if (scheme is not (null or "" or "http" or "https"))
            redirect.Error("scheme", $"must be one of http, https, not '{scheme}'");
        var options = new RedirectOptions
        {
            Status = ReadStatus(redirect),
            Scheme = scheme is "" ? null : scheme,
            Port = redirect.Integer("port", 1, 65535),
            Path = Rooted(redirect.Text("uri")),
            PathPrefix = Rooted(redirect.Text("prefixRewrite")),
            Host = redirect.Text("authority") is { Length: > 0 } authority ? authority : null,
        };
        var derived = redirect.Choice("derivePort", "FROM_PROTOCOL_DEFAULT", "FROM_REQUEST_PORT");
        if (derived is not null && options.Port is not null)
            redirect.Error("derivePort", "excludes port");
        if (options is { Path: not null, PathPrefix: not null })
            redirect.Error("prefixRewrite", "excludes uri");
        if (options is { Scheme: null, Host: null, Port: null, Path: null, PathPrefix: null } && derived is null)
            redirect.Incomplete("needs uri, prefixRewrite, authority, scheme or port");

        if (options.Host is { } host && HostAndPort.TrySplit(host, out var name, out var port))
            (options.Host, options.Port) = (name, options.Port ?? port);
        if (options.Port is null)
            options.PortFrom = PortFrom(derived, options);
        return options;
    }

    // Without a slash the path would become part of the host.
    private static string? Rooted(string? path) => path is null or "" ? null : path[0] == '/' ? path : $"/{path}";

    // Envoy leaves the port in the request's authority alone, and takes another authority as it is written.
    private static RedirectPortSource PortFrom(string? derived, RedirectOptions redirect) => derived switch
    {
        "FROM_REQUEST_PORT" => RedirectPortSource.Request,
        null when redirect.Host is null => RedirectPortSource.Authority,
        _ => RedirectPortSource.Scheme,
    };

    private static int ReadStatus(Fields redirect)
    {
        var code = redirect.Integer("redirectCode", 0, 399) ?? 0;
        if (code == 0 || RedirectStatus.Is(code))
            return code == 0 ? 301 : code;
        if (code < 300)
            redirect.Error("redirectCode", RedirectStatus.Wrong(code));
        else
            redirect.Warning("redirectCode", $"{code} redirects nobody; 301 is answered instead");
        return 301;
    }
}
