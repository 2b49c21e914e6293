namespace TrafficRouting;

/// <summary>
/// Takes note of code of the application's own, such as a predicate or a selection policy, that threw while a request was routed.
/// The request goes on. Safe for concurrent use; throws nothing.
/// </summary>
internal sealed class CallbackFailures
{
    private Action<string, Exception>? _listener;

    /// <summary>Sets who counts and logs them, unless there is somebody already.</summary>
    /// <param name="listener">Is given the name of the callback, of which there are no more than the application has, and what it threw.</param>
    public void TryListen(Action<string, Exception> listener) => Interlocked.CompareExchange(ref _listener, listener, null);

    public void Note(string callback, Exception exception)
    {
        try
        {
            Volatile.Read(ref _listener)?.Invoke(callback, exception);
        }
        catch (Exception)
        {
            // A listener that fails must not fail the decision.
            return;
        }
    }
}
