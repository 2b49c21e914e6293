using System.Globalization;
using TrafficRouting.Http.Rewriting;
using TrafficRouting.Tables;

namespace TrafficRouting.Http.Answers;

/// <summary>Makes the Location of a redirect out of the request and what the redirect replaces.</summary>
internal static class RedirectLocation
{
    public static string Of(HttpRequestMessage request, Redirect redirect, PathMatch match)
    {
        var uri = request.RequestUri!;
        var view = new HttpRequestView(request);

        // A service discovery scheme such as https+http is no scheme a client could follow.
        var scheme = redirect.Scheme ?? (uri.Scheme.StartsWith("https", StringComparison.Ordinal) ? "https" : "http");
        var host = redirect.Host ?? view.Host.ToString();
        var path = redirect.Path is null
            ? view.Path
            : PathRewriter.Replace(view.Path, redirect.Path, redirect.ReplacesPrefix, match);
        var query = view.Query.IsEmpty ? string.Empty : $"?{view.Query}";

        return $"{scheme}://{Bracketed(host)}{Port(request, redirect, scheme)}{path}{query}";
    }

    private static string Bracketed(string host) =>
        host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host;

    // Given, else the default of a given scheme, else the caller's own.
    private static string Port(HttpRequestMessage request, Redirect redirect, string scheme)
    {
        var port = redirect.Port ?? (redirect.Scheme is not null ? -1 : CallerPort(request));
        return port < 0 || (scheme, port) is ("http", 80) or ("https", 443)
            ? string.Empty
            : string.Create(CultureInfo.InvariantCulture, $":{port}");
    }

    private static int CallerPort(HttpRequestMessage request)
    {
        if (request.Headers.Host is not { } host)
            return request.RequestUri!.Port;

        var colon = host.LastIndexOf(':');
        return colon > host.LastIndexOf(']') && int.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : -1;
    }
}
