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
                watcher.Changed();
        }
    }

    private sealed record Watcher(Watchers Owner, string Name, Action Changed) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref Owner._all, all => all.Remove(this));
    }
}
