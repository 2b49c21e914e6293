namespace TrafficRouting.Http;

/// <summary>How the primary handler of mirrors differs from the default one.</summary>
internal static class MirrorHandler
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    public static SocketsHttpHandler Create()
    {
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) };
        Tune(handler);
        Isolate(handler);
        return handler;
    }

    public static void Tune(SocketsHttpHandler handler)
    {
        // A connection attempt outlives the copy that asked for it.
        handler.ConnectTimeout = ConnectTimeout;

        // What the mirror says is not read, beyond what keeps its connection usable.
        handler.ResponseDrainTimeout = TimeSpan.FromSeconds(1);
    }

    public static void Isolate(SocketsHttpHandler handler)
    {
        // Cookies are kept by host without port: a canary would receive what the stable backend set.
        if (handler.UseCookies)
            handler.UseCookies = false;
        if (handler.AllowAutoRedirect)
            handler.AllowAutoRedirect = false;
    }
}
