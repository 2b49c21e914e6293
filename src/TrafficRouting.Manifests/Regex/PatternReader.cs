namespace TrafficRouting.Manifests;

/// <summary>The text of a pattern and a place in it.</summary>
internal sealed class PatternReader(string text)
{
    public string Text { get; } = text;

    public int At { get; set; }

    public bool IsAtEnd => At >= Text.Length;

    public char Next => IsAtEnd ? '\0' : Text[At];

    public bool StartsWith(string start) => string.CompareOrdinal(Text, At, start, 0, start.Length) == 0;

    public bool TryTake(string start)
    {
        if (!StartsWith(start))
            return false;
        At += start.Length;
        return true;
    }

    /// <summary>Takes a whole character, which may have two UTF-16 units.</summary>
    public int Take()
    {
        var c = char.IsSurrogatePair(Text, At < Text.Length - 1 ? At : Math.Max(0, Text.Length - 2)) && At < Text.Length - 1 ? char.ConvertToUtf32(Text, At) : Text[At];
        At += c > 0xFFFF ? 2 : 1;
        return c;
    }

    /// <summary>Gets the text from a place to here, as messages repeat it.</summary>
    public string Since(int start) => Text[start..Math.Min(At, Text.Length)];
}
