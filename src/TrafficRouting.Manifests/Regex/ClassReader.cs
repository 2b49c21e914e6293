namespace TrafficRouting.Manifests;

/// <summary>Reads what stands between brackets.</summary>
internal sealed class ClassReader(PatternReader reader, EscapeReader escapes, Func<CharacterSet, CharacterSet> fold)
{
    /// <summary>Reads a class, its brackets included.</summary>
    public CharacterSet Read(bool ignoreCase)
    {
        var start = reader.At++;
        var isNegated = reader.TryTake("^");
        var set = CharacterSet.Of();
        for (var isFirst = true; isFirst || reader.Next != ']'; isFirst = false)
        {
            if (reader.IsAtEnd)
                throw new PatternException($"the '[' at character {start + 1} lacks its ']'");
            var member = ReadNamed(ignoreCase) ?? (reader.Next == '\\' ? escapes.ReadClass(ignoreCase) : null);
            set = set.Union(member ?? (ignoreCase ? fold(ReadRange(start)) : ReadRange(start)));
        }

        reader.At++;
        return isNegated ? set.Complement() : set;
    }

    private CharacterSet? ReadNamed(bool ignoreCase)
    {
        if (!reader.StartsWith("[:"))
            return null;
        var end = reader.Text.IndexOf(":]", reader.At + 2, StringComparison.Ordinal);
        if (end < 0)
            return null;
        var name = reader.Text[(reader.At + 2)..end];
        var isNegated = name.StartsWith('^');
        var set = NamedCharacters.FindPosix(isNegated ? name[1..] : name) ?? throw new PatternException($"'[:{name}:]' is not a POSIX class");
        reader.At = end + 2;
        set = ignoreCase ? fold(set) : set;
        return isNegated ? set.Complement() : set;
    }

    private CharacterSet ReadRange(int start)
    {
        var from = reader.At;
        var first = ReadCharacter(start);
        var last = first;
        if (reader.Next == '-' && reader.At + 1 < reader.Text.Length && reader.Text[reader.At + 1] != ']')
        {
            reader.At++;
            last = ReadCharacter(start);
        }

        return last >= first ? CharacterSet.Of((first, last)) : throw new PatternException($"'{reader.Since(from)}' is a range that ends before it begins");
    }

    private int ReadCharacter(int start)
    {
        if (reader.IsAtEnd)
            throw new PatternException($"the '[' at character {start + 1} lacks its ']'");
        return reader.Next == '\\' ? escapes.ReadCharacter() : reader.Take();
    }
}
