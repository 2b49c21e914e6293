using Microsoft.Extensions.Primitives;

namespace TrafficRouting;

/// <summary>Gives tokens of the next change. Thread-safe.</summary>
#pragma warning disable CA1001 // A source without a timer needs no disposal.
internal sealed class NextChange
#pragma warning restore CA1001
{
    // Never disposed: it has no timer and no wait handle, and listeners may still hold its token.
    private CancellationTokenSource _next = new();

    /// <summary>Gets a token that the next change raises.</summary>
    public IChangeToken Token => new CancellationChangeToken(Volatile.Read(ref _next).Token);

    /// <summary>Tells of a change.</summary>
    /// <exception cref="AggregateException">What listeners threw.</exception>
    public void Raise() => Interlocked.Exchange(ref _next, new()).Cancel();
}
