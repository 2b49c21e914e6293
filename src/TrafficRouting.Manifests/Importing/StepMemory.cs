using System.Runtime.InteropServices;

namespace TrafficRouting.Manifests;

/// <summary>The steps of earlier imports, by what they belong to.</summary>
internal sealed class StepMemory
{
    private readonly Dictionary<object, List<ImportStep>> _steps = [];

    /// <summary>Finds the step that was made of the same inputs.</summary>
    public ImportStep? Find(object owner, ReadOnlySpan<object> inputs)
    {
        foreach (var step in _steps.GetValueOrDefault(owner) ?? [])
        {
            if (step.IsOf(inputs))
                return step;
        }

        return null;
    }

    /// <summary>Remembers a step, in place of the one that was made of the same inputs.</summary>
    public void Set(object owner, ReadOnlySpan<object> inputs, ImportStep step)
    {
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

    /// <summary>Forgets the steps that no import from this one on has used.</summary>
    public void Sweep(int import)
    {
        foreach (var (owner, steps) in _steps)
        {
            if (steps.TrueForAll(s => s.UsedIn >= import))
                continue;
            steps.RemoveAll(s => s.UsedIn < import);
            // Removing while enumerating is allowed; adding is not.
            if (steps.Count == 0)
                _steps.Remove(owner);
        }
    }
}
