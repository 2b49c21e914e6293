using System.Runtime.InteropServices;

namespace TrafficRouting.Manifests;

/// <summary>The steps of earlier imports, by what they belong to.</summary>
internal sealed class StepMemory
{
    private readonly Dictionary<object, List<ImportStep>> _steps = [];

    // Those that may be part of no text any more.
    private readonly List<ImportStep> _left = [];

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
        _left.Add(step);
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

    /// <summary>Takes down that a text has a step no more.</summary>
    public void Leave(ImportStep step)
    {
        if (--step.Users == 0 && step.Owner is not null)
            _left.Add(step);
    }

    /// <summary>Forgets the steps that are part of no text, and that no import from this one on has used.</summary>
    public void Sweep(int import) => _left.RemoveAll(step =>
    {
        if (step.Users > 0)
            return true;
        if (step.UsedIn >= import)
            return false;
        Remove(step);
        return true;
    });

    private void Remove(ImportStep step)
    {
        // Another one may be remembered in its place.
        if (_steps.TryGetValue(step.Owner!, out var steps) && steps.Remove(step) && steps.Count == 0)
            _steps.Remove(step.Owner!);
    }
}
