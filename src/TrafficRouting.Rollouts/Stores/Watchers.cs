using System.Collections.Immutable;

namespace TrafficRouting.Rollouts;

/// <summary>Who watches which rollout. Safe for concurrent use.</summary>
internal sealed class Watchers
{
    private ImmutableArray<Watcher> _all = [];

    public IDisposable Add(string name, Action changed)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(changed);
        var watcher = new Watcher(this, name, changed);
        ImmutableInterlocked.Update(ref _all, all => all.Add(watcher));
        return watcher;
    }

    /// <summary>Tells those who watch a rollout, or everybody.</summary>
    public void Tell(string? name = null)
    {
        foreach (var watcher in _all)
        {
            if (name is null || string.Equals(name, watcher.Name, StringComparison.OrdinalIgnoreCase))
                Tell(watcher.Changed);
        }
    }

    /// <summary>Tells one who watches: what it throws would end the feed of the others, or, on a thread of a timer or an event, the process.</summary>
    public static void Tell(Action changed)
    {
        try
        {
            changed();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // It threw against the contract, and looks once an interval all the same.
        }
    }

    private sealed record Watcher(Watchers Owner, string Name, Action Changed) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref Owner._all, all => all.Remove(this));
    }
}
