using TrafficRouting.Rollouts;

namespace TrafficRouting.AspNetCore;

/// <summary>Keeps the last transitions of each rollout. Safe for concurrent use.</summary>
internal sealed class RolloutJournal
{
    private const int Capacity = 50;

    private readonly Lock _writing = new();
    private readonly Dictionary<string, List<RolloutTransition>> _byRollout = new(StringComparer.OrdinalIgnoreCase);

    public RolloutJournal(IRolloutController controller) => controller.Transitioned += (_, e) => Add(e.Transition);

    /// <summary>Gives the transitions of a rollout, the latest first.</summary>
    public IReadOnlyList<RolloutTransition> Of(string rollout)
    {
        lock (_writing)
            return _byRollout.TryGetValue(rollout, out var known) ? [.. known] : [];
    }

    private void Add(RolloutTransition transition)
    {
        lock (_writing)
        {
            if (!_byRollout.TryGetValue(transition.Rollout, out var known))
                _byRollout.Add(transition.Rollout, known = []);
            known.Insert(0, transition);
            if (known.Count > Capacity)
                known.RemoveAt(Capacity);
        }
    }
}
