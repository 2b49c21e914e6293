namespace TrafficRouting.Http.Sending;

/// <summary>Whether the primary handler follows redirects by itself, carrying a Host header of its request along to other hosts.</summary>
internal sealed class RedirectPolicy
{
    private static readonly RedirectPolicy Follows = new(follows: true);
    private static readonly RedirectPolicy Returns = new(follows: false);

    private readonly bool _follows;

    private RedirectPolicy(bool follows) => _follows = follows;

    public static RedirectPolicy Of(HttpMessageHandler? handler)
    {
        while (handler is DelegatingHandler { InnerHandler: { } inner })
            handler = inner;
        return handler is SocketsHttpHandler { AllowAutoRedirect: true } or HttpClientHandler { AllowAutoRedirect: true } ? Follows : Returns;
    }

    /// <summary>Turns following off, where the handler has one of the framework's own primaries.</summary>
    public static void TurnOff(HttpMessageHandler handler)
    {
        if (handler is SocketsHttpHandler sockets)
            sockets.AllowAutoRedirect = false;
        else if (handler is HttpClientHandler client)
            client.AllowAutoRedirect = false;
    }

    public void ThrowIfHostWouldTravel(string backend)
    {
        if (_follows)
        {
            throw new InvalidOperationException(
                $"Backend '{backend}' is sent a Host header that is not its own, and this client follows redirects by itself, which would carry that header "
                + "to another host. Set AllowAutoRedirect = false on its primary handler (ConfigurePrimaryHttpMessageHandler).");
        }
    }
}
