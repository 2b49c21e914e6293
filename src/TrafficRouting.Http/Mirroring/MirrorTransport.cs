namespace TrafficRouting.Http;

/// <summary>Gives the handler that copies are sent through, anew for each send, because the factory retires handlers.</summary>
internal sealed class MirrorTransport : IDisposable
{
    private readonly IHttpMessageHandlerFactory? _factory;
    private readonly HttpMessageHandler? _own;
    private int _primed;

    public MirrorTransport(IHttpMessageHandlerFactory factory) => _factory = factory;

    /// <summary>For use without a container.</summary>
    /// <param name="own">The handler to use; a tuned <see cref="SocketsHttpHandler"/> by default. Disposed with this.</param>
    public MirrorTransport(HttpMessageHandler? own)
    {
        _own = own ?? MirrorHandler.Create();
    }

    public HttpMessageInvoker CreateInvoker() =>
        new(_factory?.CreateHandler(TrafficRoutingDefaults.MirrorClientName) ?? _own!, disposeHandler: false);

    /// <summary>Has the factory build its handler on another thread while the first primary is still under way; a container that is being disposed builds none.</summary>
    public void Prime()
    {
        if (_factory is not null && Volatile.Read(ref _primed) == 0 && Interlocked.Exchange(ref _primed, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(static transport => transport.BuildHandler(), this, preferLocal: false);
    }

    public void Dispose() => _own?.Dispose();

    private void BuildHandler()
    {
        try
        {
            CreateInvoker().Dispose();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The send that needs it meets the same exception, and counts it.
        }
    }
}
