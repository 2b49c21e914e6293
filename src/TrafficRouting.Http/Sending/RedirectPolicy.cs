namespace TrafficRouting.Http;

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

    /// <summary>Turns following off, where the handler is one of the framework's own primaries and has not been used yet.</summary>
    public static void TurnOff(HttpMessageHandler handler)
    {
        try
        {
            // A primary shared by several pipelines refuses to be set once it is in use, even to what it has.
            if (handler is SocketsHttpHandler { AllowAutoRedirect: true } sockets)
                sockets.AllowAutoRedirect = false;
            else if (handler is HttpClientHandler { AllowAutoRedirect: true } client)
                client.AllowAutoRedirect = false;
        }
        catch (InvalidOperationException)
        {
            // In use and following: those requests are refused whose Host would travel, the others are sent.
        }
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
