using System.Globalization;

namespace TrafficRouting.Http;

/// <summary>Makes the Location of a redirect out of the request and what the redirect replaces.</summary>
internal static class RedirectLocation
{
    /// <summary>Makes the Location.</summary>
    /// <exception cref="InvalidTargetException">The path would lead out of what the redirect puts before it.</exception>
    public static string Of(in HttpRequestView view, RedirectOptions redirect, RouteDecision decision)
    {
        var called = PlainScheme(view.Scheme);
        var scheme = redirect.Scheme ?? called;
        var host = redirect.Host ?? view.Host.ToString();
        var path = view.Path;
        if ((redirect.Path ?? redirect.PathPrefix) is { } replacement)
        {
            path = PathRewriter.Replace(path, replacement, replacesPrefix: redirect.Path is null, decision.Path);
            if (DotSegments.ClimbIn(path))
                throw new InvalidTargetException(decision.Route, backend: null);
        }

        var query = view.Query.IsEmpty ? string.Empty : $"?{view.Query}";

        return $"{scheme}://{Bracketed(host)}{Port(in view, redirect, called, scheme)}{path}{query}";
    }

    private static string Bracketed(string host) =>
        host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host;

    // A service discovery scheme such as https+http is no scheme a client could follow.
    private static string PlainScheme(ReadOnlySpan<char> scheme) => scheme.StartsWith("https") ? "https" : "http";

    private static string Port(in HttpRequestView request, RedirectOptions redirect, string called, string scheme)
    {
        var source = redirect.PortFrom ?? (redirect.Scheme is null ? RedirectPortSource.Authority : RedirectPortSource.Scheme);
        var port = (redirect.Port, source) switch
        {
            ({ } given, _) => given,
            (_, RedirectPortSource.Request) => request.Port,
            (_, RedirectPortSource.Authority) => AuthorityPort(in request),
            _ => -1,
        };

        // What the caller wrote is repeated, unless it is the default of a scheme that is left.
        var isImplied = redirect.Port is null && source is RedirectPortSource.Authority ? called != scheme && IsDefault(called, port) : IsDefault(scheme, port);
        return port < 0 || isImplied ? string.Empty : string.Create(CultureInfo.InvariantCulture, $":{port}");
    }

    private static bool IsDefault(string scheme, int port) => (scheme, port) is ("http", 80) or ("https", 443);

    private static int AuthorityPort(in HttpRequestView request)
    {
        if (request.CalledByHeader is not { } host)
            return request.Request.RequestUri!.IsDefaultPort ? -1 : request.Port;

        var colon = host.LastIndexOf(':');
        return colon > host.LastIndexOf(']') && int.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : -1;
    }
}
