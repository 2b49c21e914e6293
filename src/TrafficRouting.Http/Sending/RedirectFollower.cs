using System.Net;

namespace TrafficRouting.Http;

/// <summary>
/// Follows redirects outside of routing, so that where they lead is routed as well; by the rules of <see cref="HttpClientHandler"/>:
/// never from https to http, without <c>Authorization</c>, as GET where a browser would, at most 50 in a row.
/// </summary>
internal sealed class RedirectFollower : DelegatingHandler
{
    private const int MaxInARow = 50;

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = base.Send(request, cancellationToken);
        for (var i = 0; i < MaxInARow && Next(request, response) is { } next; i++)
        {
            Turn(request, response, next);
            response = base.Send(request, cancellationToken);
        }

        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < MaxInARow && Next(request, response) is { } next; i++)
        {
            Turn(request, response, next);
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        return response;
    }

    // A mock may have answered with null, which HttpClient tells.
    private static Uri? Next(HttpRequestMessage request, HttpResponseMessage? response)
    {
        if (response is null || (int)response.StatusCode is not (300 or 301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location || request.RequestUri is not { } called)
            return null;

        // By the scheme that was called, whatever it is: service discovery has schemes of its own, such as https+http.
        if (!location.IsAbsoluteUri)
            return new Uri(called, location);
        return location.Scheme is not ("http" or "https") || (IsSecure(called) && !IsSecure(location)) ? null : location;
    }

    private static void Turn(HttpRequestMessage request, HttpResponseMessage response, Uri next)
    {
        // First: a message that its caller has disposed refuses another method.
        response.Dispose();
        if (IsTurnedToGet(response.StatusCode, request.Method))
        {
            request.Method = HttpMethod.Get;
            request.Content = null;
            if (request.Headers.TransferEncodingChunked is true)
                request.Headers.TransferEncodingChunked = false;
        }

        request.Headers.Authorization = null;
        if (!next.Authority.Equals(request.RequestUri!.Authority, StringComparison.OrdinalIgnoreCase))
        {
            // What was meant for the one host is not for the other.
            request.Headers.Host = null;
            request.Headers.Remove("Cookie");
            request.SetBackend(null);
        }

        MessageUri.Set(request, next);
    }

    private static bool IsTurnedToGet(HttpStatusCode status, HttpMethod method) => (int)status switch
    {
        300 or 301 or 302 => method == HttpMethod.Post,
        303 => method != HttpMethod.Get && method != HttpMethod.Head,
        _ => false,
    };

    private static bool IsSecure(Uri uri) => uri.Scheme.StartsWith("https", StringComparison.Ordinal);
}
