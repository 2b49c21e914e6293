using System.Diagnostics.Metrics;

namespace TrafficRouting.Http;

/// <summary>The primary handler of mirrors, and how those of others differ from it.</summary>
internal static class MirrorHandler
{
    /// <summary>Creates a handler that keeps and forwards nothing of its own.</summary>
    /// <param name="connections">The most connections to one server; without, as many as it takes.</param>
    public static SocketsHttpHandler Create(int connections = int.MaxValue) => new()
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        MaxConnectionsPerServer = connections,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),

        // A connection attempt outlives the copy that asked for it.
        ConnectTimeout = TimeSpan.FromSeconds(5),

        // What the mirror says is not read, beyond what keeps its connection usable.
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
    };

    /// <summary>Has a handler count into the application's meters, as the factory does for all clients, unless it counts elsewhere or is in use.</summary>
    public static void Measure(HttpMessageHandler handler, IMeterFactory? meters)
    {
        try
        {
            if (handler is SocketsHttpHandler sockets)
                sockets.MeterFactory ??= meters;
            else if (handler is HttpClientHandler client)
                client.MeterFactory ??= meters;
        }
        catch (InvalidOperationException)
        {
            // Others use it already; it stays as it is.
        }
    }

    /// <summary>Gets the handler that sends, inside of those around it.</summary>
    public static HttpMessageHandler Innermost(HttpMessageHandler handler)
    {
        while (handler is DelegatingHandler { InnerHandler: { } inner })
            handler = inner;
        return handler;
    }

    /// <summary>
    /// Tells whether a handler keeps cookies, by host without port, so that a canary receives what the stable backend set, or follows
    /// redirects, so that a mirror says where its copies go.
    /// </summary>
    public static bool HasCookiesOrRedirects(HttpMessageHandler handler) => handler
        is SocketsHttpHandler { UseCookies: true } or SocketsHttpHandler { AllowAutoRedirect: true }
        or HttpClientHandler { UseCookies: true } or HttpClientHandler { AllowAutoRedirect: true };

    /// <summary>Turns cookies and redirects off; fails once the handler is in use.</summary>
    public static bool TryIsolate(HttpMessageHandler handler)
    {
        try
        {
            if (handler is SocketsHttpHandler sockets)
                sockets.UseCookies = sockets.AllowAutoRedirect = false;
            else if (handler is HttpClientHandler client)
                client.UseCookies = client.AllowAutoRedirect = false;
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
