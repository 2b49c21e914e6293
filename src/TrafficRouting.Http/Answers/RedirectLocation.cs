using System.Globalization;

namespace TrafficRouting.Http;

/// <summary>Makes the Location of a redirect out of the request and what the redirect replaces.</summary>
internal static class RedirectLocation
{
    public static string Of(in HttpRequestView view, RedirectOptions redirect, PathMatch match)
    {
        var called = PlainScheme(view.Scheme);
        var scheme = redirect.Scheme ?? called;
        var host = redirect.Host ?? view.Host.ToString();
        var path = (redirect.Path ?? redirect.PathPrefix) is { } replacement
            ? PathRewriter.Replace(view.Path, replacement, replacesPrefix: redirect.Path is null, match)
            : view.Path;
        var query = view.Query.IsEmpty ? string.Empty : $"?{view.Query}";

        return $"{scheme}://{Bracketed(host)}{Port(in view, redirect, called, scheme)}{path}{query}";
    }

    private static string Bracketed(string host) =>
        host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host;

    // A service discovery scheme such as https+http is no scheme a client could follow.
    private static string PlainScheme(ReadOnlySpan<char> scheme) => scheme.StartsWith("https") ? "https" : "http";

    private static string Port(in HttpRequestView request, RedirectOptions redirect, string called, string scheme)
    {
        if (redirect.Port is { } given)
            return IsDefault(scheme, given) ? string.Empty : Text(given);
        if (!(redirect.KeepPort ?? redirect.Scheme is null) || CallerPort(in request) is not (>= 0 and var kept))
            return string.Empty;

        // Told to keep it, a proxy repeats what the caller wrote, unless it is the default of a scheme that is left.
        var isImplied = redirect.KeepPort is true ? called != scheme && IsDefault(called, kept) : IsDefault(scheme, kept);
        return isImplied ? string.Empty : Text(kept);
    }

    private static bool IsDefault(string scheme, int port) => (scheme, port) is ("http", 80) or ("https", 443);

    private static string Text(int port) => string.Create(CultureInfo.InvariantCulture, $":{port}");

    private static int CallerPort(in HttpRequestView request)
    {
        if (request.CalledByHeader is not { } host)
            return request.Message.RequestUri!.IsDefaultPort ? -1 : request.Port;

        var colon = host.LastIndexOf(':');
        return colon > host.LastIndexOf(']') && int.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : -1;
    }
}
