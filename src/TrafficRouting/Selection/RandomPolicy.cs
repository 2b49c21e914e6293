namespace TrafficRouting;

/// <summary>An independent draw for each choice.</summary>
internal sealed class RandomPolicy(ReadOnlySpan<int> weights) : SelectionPolicy(weights.Length)
{
    private readonly WeightedPicker _picker = WeightedPicker.Create(weights);
    private readonly int _only = WeightLimits.OnlyChoice(weights);

    // The shared source is known by type, which spares its draws the virtual call.
    public override int Select(RandomSource random, ReadOnlySpan<char> key) =>
        _picker.Pick(random is SharedRandomSource ? SharedRandomSource.Next() : random.NextUInt64());

    public override int Peek(ReadOnlySpan<char> key) => _only;
}
