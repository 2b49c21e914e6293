using System.Collections.Immutable;
using System.Diagnostics;

namespace TrafficRouting.Http;

/// <summary>
/// The baggage of the code that runs: what <see cref="Activity.Current"/> carries, and over it what scopes add where no activity is at hand,
/// as in a worker or a console application. Safe for concurrent use; a scope holds for the asynchronous flow that began it alone.
/// </summary>
public static class TrafficContext
{
    // Most applications begin no scope, and their calls need not look for one.
    private static volatile bool _isUsed;

    private static AsyncLocal<ImmutableDictionary<string, string>?> Scoped => Apart.Scoped;

    /// <summary>Gets what scopes add, or null for nothing.</summary>
    internal static ImmutableDictionary<string, string>? Added => _isUsed ? Scoped.Value : null;

    /// <summary>Reads an item of the baggage.</summary>
    /// <param name="name">The name; case-sensitive.</param>
    /// <returns>The value, or null where there is none.</returns>
    public static string? Get(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Scoped.Value?.GetValueOrDefault(name) ?? ActivityBaggage.Find(name);
    }

    /// <summary>
    /// Adds an item to the baggage that requests leave with until the scope is disposed. Requests that are routed carry it, and no others;
    /// where an activity is at hand, <see cref="Activity.SetBaggage"/> has all clients carry it.
    /// </summary>
    /// <param name="name">The name, of letters, digits and <c>!#$%&amp;'*+-.^_`|~</c>; case-sensitive.</param>
    /// <param name="value">The value, not escaped.</param>
    /// <returns>The scope. Dispose scopes in the reverse order of their beginning.</returns>
    /// <exception cref="ArgumentException">The name is none that baggage can have.</exception>
    public static IDisposable BeginScope(string name, string value)
    {
        BaggageText.ThrowIfNoName(name);
        ArgumentNullException.ThrowIfNull(value);
        _isUsed = true;
        var before = Scoped.Value;
        Scoped.Value = (before ?? RequestBaggage.None).SetItem(name, value);
        return new Scope(before);
    }

    private static class Apart
    {
        public static readonly AsyncLocal<ImmutableDictionary<string, string>?> Scoped = new();
    }

    private sealed class Scope(ImmutableDictionary<string, string>? before) : IDisposable
    {
        public void Dispose() => Scoped.Value = before;
    }
}
