namespace TrafficRouting.Manifests;

/// <summary>The parts of an alternative, the last of which a quantifier may follow.</summary>
internal sealed class PatternSequence(int limit)
{
    private readonly List<PatternAtom> _atoms = [];
    private bool _isQuantified;

    /// <summary>Gets how often the most repeated part of all alternatives so far is.</summary>
    public int MaxRepeats { get; private set; } = 1;

    public void Add(PatternAtom atom)
    {
        _atoms.Add(atom);
        _isQuantified = false;
        MaxRepeats = Math.Max(MaxRepeats, atom.Repeats);
    }

    /// <summary>Lets another quantifier follow, as RE2 does behind flags.</summary>
    public void EndQuantifier() => _isQuantified = false;

    /// <summary>Takes a quantifier with what makes it lazy, and applies it to the last part.</summary>
    public void Quantify(PatternReader reader, int min, int? max, int length, PatternFlags flags)
    {
        var start = reader.At;
        reader.At += length;
        var isLazy = reader.TryTake("?");
        if (_atoms.Count == 0)
            throw new PatternException($"'{reader.Since(start)}' has nothing before it to repeat");
        if (_isQuantified)
            throw new PatternException($"'{reader.Since(start)}' stands behind another repetition; put parentheses around that");
        var times = Math.Max(max ?? min, 1);
        var atom = _atoms[^1];
        if ((long)atom.Repeats * times > limit)
            throw new PatternException($"'{reader.Since(start)}' repeats more than {limit} times, with what it repeats");

        var quantifier = string.Concat(reader.Text.AsSpan(start, length), isLazy != flags.HasFlag(PatternFlags.Ungreedy) ? "?" : string.Empty);
        _atoms.RemoveAt(_atoms.Count - 1);
        Add(atom.Quantified(quantifier, isUnbounded: max is null && min <= 1, times));
        _isQuantified = true;
    }

    public string Take()
    {
        var text = string.Concat(_atoms.Select(a => a.Text));
        _atoms.Clear();
        _isQuantified = false;
        return text;
    }
}
