using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace TrafficRouting.Manifests;

/// <summary>Tells listeners of changes, and survives what they throw. Thread-safe.</summary>
internal sealed class ChangeSignal
{
    private readonly NextChange _next = new();
    private int _failures;

    /// <summary>Gets a token that the next change raises.</summary>
    public IChangeToken Token => _next.Token;

    /// <summary>Tells of a change.</summary>
    /// <returns>What went wrong in the listeners, or null.</returns>
    public string? Raise()
    {
        try
        {
            _next.Raise();
            return null;
        }
        catch (Exception e)
        {
            var first = (e as AggregateException)?.InnerException ?? e;
            var count = Interlocked.Increment(ref _failures).ToString(CultureInfo.InvariantCulture);
            return $"A listener failed when it was told of a change ({count} times so far): {first.GetType().Name}: {first.Message}";
        }
    }
}
