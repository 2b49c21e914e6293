namespace TrafficRouting;

/// <summary>A policy of the application's own: where it throws, or chooses what must not be chosen, a draw by weight takes its place.</summary>
internal sealed class GuardedPolicy : SelectionPolicy
{
    private readonly SelectionPolicy _policy;
    private readonly string _name;
    private readonly int[] _weights;
    private readonly WeightedPicker _fallback;
    private readonly CallbackFailures _failures;

    /// <summary>Makes a policy by a factory.</summary>
    /// <exception cref="InvalidOperationException">The factory failed.</exception>
    public GuardedPolicy(string name, SelectionPolicyFactory factory, string[] names, int[] weights, CallbackFailures failures)
        : base(weights.Length)
    {
        _name = name;
        _weights = weights;
        _failures = failures;
        _fallback = WeightedPicker.Create(weights);
        try
        {
            _policy = factory.Create(names, weights);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"The selection policy '{name}' could not be made for {string.Join(", ", names)}: {exception.Message}", exception);
        }

        if (_policy?.Count != weights.Length)
            throw new InvalidOperationException($"The selection policy '{name}' was made for {weights.Length} targets ({string.Join(", ", names)}), but has {_policy?.Count ?? 0}.");
    }

    public override int Select(RandomSource random, ReadOnlySpan<char> key)
    {
        try
        {
            var chosen = _policy.Select(random, key);
            if (IsAllowed(chosen))
                return chosen;
            _failures.Note(_name, new InvalidOperationException($"The selection policy '{_name}' chose target {chosen}, which has no weight."));
        }
        catch (Exception exception)
        {
            _failures.Note(_name, exception);
        }

        return _fallback.Pick(random.NextUInt64());
    }

    public override int Peek(ReadOnlySpan<char> key)
    {
        try
        {
            var tied = _policy.Peek(key);
            return IsAllowed(tied) ? tied : -1;
        }
        catch (Exception exception)
        {
            _failures.Note(_name, exception);
            return -1;
        }
    }

    private bool IsAllowed(int target) => (uint)target < (uint)_weights.Length && _weights[target] > 0;
}
