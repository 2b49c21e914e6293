using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.Testing;

/// <summary>
/// The world around a container's routed clients, made up by a test: what backends answer, what chance decides, what time
/// it is, and a record of what happened. Registered with <c>AddFakeTrafficRouting</c>. Safe for concurrent use.
/// </summary>
public sealed class FakeTrafficRouting
{
    private readonly ConcurrentDictionary<string, FakeBackend> _backends = new(StringComparer.OrdinalIgnoreCase);

    internal FakeTrafficRouting(IServiceProvider services, FakeClock clock)
    {
        Services = services;
        Clock = clock;
        Mirrors = new(services);
    }

    /// <summary>Gets the random numbers of decisions, faults and mirrors.</summary>
    public FakeRandomSource Random { get; } = new();

    /// <summary>
    /// Gets the clock of the container: a <see cref="FakeClock"/> registered before, or else a new one. Where a clock of another
    /// kind was registered, that one stays and nothing reads this one.
    /// </summary>
    public FakeClock Clock { get; }

    /// <summary>Gets the backend of requests that were not routed: of an unknown host, or matched by no route.</summary>
    public FakeBackend Unrouted { get; } = new("(not routed)");

    /// <summary>Gets the decisions that were carried out, one for each attempt, those answered here included.</summary>
    public FakeCollector<FakeDecision> Decisions { get; } = new();

    /// <summary>Gets the mirrors' copies.</summary>
    public FakeMirrors Mirrors { get; }

    /// <summary>Gets how many backends given to <see cref="NextPicks"/> have not been picked yet.</summary>
    public int RemainingPicks => Picks.Count;

    internal ScriptedPicks Picks { get; } = new();

    internal IServiceProvider Services { get; }

    internal TrafficRouter? Router => Services.GetService<TrafficRouter>();

    internal IEnumerable<FakeBackend> All => _backends.Values.Append(Unrouted);

    /// <summary>Gets the backend of a name, to script it or to read its requests.</summary>
    /// <param name="name">The name it has in the configuration, case-insensitive.</param>
    public FakeBackend Backend(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return _backends.GetOrAdd(name, n => new(n));
    }

    /// <summary>
    /// Dictates the backends that the next decisions pick, whether their routes split at random, in turn or by caller. A backend
    /// waits for a request whose route gives it a weight above zero; requests of other routes are decided as usual.
    /// </summary>
    /// <param name="backends">The backends' names, in order.</param>
    /// <returns>This fake.</returns>
    public FakeTrafficRouting NextPicks(params ReadOnlySpan<string> backends)
    {
        foreach (var backend in backends)
            Picks.Add(backend);

        return this;
    }

    /// <summary>Removes every script, pick and record; the clock and the scripted draws stay.</summary>
    public void Reset()
    {
        foreach (var backend in All)
            backend.Reset();
        Picks.Clear();
        Decisions.Clear();
        Mirrors.Requests.Clear();
    }
}
