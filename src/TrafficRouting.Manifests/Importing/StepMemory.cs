using System.Runtime.InteropServices;

namespace TrafficRouting.Manifests;

/// <summary>The steps of earlier imports, by what they belong to.</summary>
internal sealed class StepMemory
{
    private readonly Dictionary<object, List<ImportStep>> _steps = [];

    /// <summary>Finds the step that was made of the same inputs.</summary>
    public ImportStep? Find(object owner, ReadOnlySpan<object> inputs)
    {
        if (!_steps.TryGetValue(owner, out var steps))
            return null;
        foreach (var step in steps)
        {
            if (step.IsOf(inputs))
                return step;
        }

        return null;
    }

    /// <summary>Remembers a step, in place of the one that was made of the same inputs.</summary>
    public void Set(object owner, ReadOnlySpan<object> inputs, ImportStep step)
    {
        step.Owner = owner;
        ref var steps = ref CollectionsMarshal.GetValueRefOrAddDefault(_steps, owner, out _);
        steps ??= new(1);
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].IsOf(inputs))
            {
                steps[i] = step;
                return;
            }
        }

        steps.Add(step);
    }

    /// <summary>Forgets a step, unless another one is remembered in its place.</summary>
    public void Remove(ImportStep step)
    {
        if (step.Owner is not { } owner || !_steps.TryGetValue(owner, out var steps) || !steps.Remove(step))
            return;
        if (steps.Count == 0)
            _steps.Remove(owner);
    }
}
