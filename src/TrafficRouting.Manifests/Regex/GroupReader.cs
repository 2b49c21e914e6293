namespace TrafficRouting.Manifests;

/// <summary>Reads what follows an opening parenthesis: names and flags.</summary>
internal sealed class GroupReader(PatternReader reader, PatternDialect dialect)
{
    private static readonly (string Start, string What)[] NotLinear =
    [
        ("(?=", "a look-ahead"), ("(?!", "a look-ahead"), ("(?<=", "a look-behind"), ("(?<!", "a look-behind"),
        ("(?>", "an atomic group"), ("(?(", "a condition"), ("(?|", "a branch reset"), ("(?R)", "a recursion"), ("(?&", "a recursion"), ("(?P>", "a recursion"),
        ("(?P=", "a back-reference"),
    ];

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Reads up to the group's body, and the flags that hold in it.</summary>
    public PatternGroup ReadHead(ref PatternFlags flags)
    {
        if (!reader.StartsWith("(?"))
        {
            reader.At++;
            return PatternGroup.Capturing;
        }

        foreach (var (start, what) in NotLinear)
        {
            if (reader.StartsWith(start))
                throw new PatternException($"'{start}' begins {what}, which cannot be matched in linear time");
        }

        if (dialect == PatternDialect.Pcre && reader.StartsWith("(?#"))
            return SkipComment();
        if (reader.StartsWith("(?P<") || reader.StartsWith("(?<") || (dialect == PatternDialect.Pcre && reader.StartsWith("(?'")))
            return ReadName();
        return ReadFlags(ref flags);
    }

    private PatternGroup ReadName()
    {
        var start = reader.At;
        var begin = reader.Text.IndexOfAny(['<', '\''], start) + 1;
        var end = reader.Text.IndexOf(reader.Text[begin - 1] == '<' ? '>' : '\'', begin);
        var name = end < 0 ? string.Empty : reader.Text[begin..end];
        reader.At = end < 0 ? reader.Text.Length : end + 1;
        if (name.Length == 0 || !name.All(c => char.IsLetterOrDigit(c) || c == '_'))
            throw new PatternException($"'{reader.Since(start)}' must name its group by letters, digits and '_'");
        if (!_names.Add(name))
            throw new PatternException($"two groups are named '{name}'");
        return PatternGroup.Capturing;
    }

    private PatternGroup ReadFlags(ref PatternFlags flags)
    {
        var start = reader.At;
        reader.At += 2;
        var (isNegated, isMissing) = (false, false);
        while (!reader.IsAtEnd)
        {
            var c = (char)reader.Take();
            if (c is ':' or ')' && !isMissing)
                return c == ':' ? PatternGroup.NonCapturing : PatternGroup.None;
            if (c == '-' && !isNegated)
            {
                (isNegated, isMissing) = (true, true);
                continue;
            }

            if (FlagOf(c) is not { } flag)
                break;
            isMissing = false;
            flags = isNegated ? flags & ~flag : flags | flag;
        }

        throw new PatternException(dialect == PatternDialect.Re2
            ? $"'{reader.Since(start)}' is not part of RE2, whose flags are i, m, s and U"
            : $"'{reader.Since(start)}' is not supported; the flags are i, m, s, x and U");
    }

    private PatternFlags? FlagOf(char c) => c switch
    {
        'i' => PatternFlags.IgnoreCase,
        'm' => PatternFlags.Multiline,
        's' => PatternFlags.DotAll,
        'U' => PatternFlags.Ungreedy,
        'x' when dialect == PatternDialect.Pcre => PatternFlags.Extended,
        _ => null,
    };

    private PatternGroup SkipComment()
    {
        var end = reader.Text.IndexOf(')', reader.At);
        reader.At = end < 0 ? throw new PatternException("a comment lacks its ')'") : end + 1;
        return PatternGroup.None;
    }
}
