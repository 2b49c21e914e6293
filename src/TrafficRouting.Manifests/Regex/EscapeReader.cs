using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Reads what a backslash begins, where it stands for characters.</summary>
internal sealed class EscapeReader(PatternReader reader, PatternDialect dialect, Func<CharacterSet, CharacterSet> fold)
{
    private const int LastCodePoint = 0x10FFFF;

    /// <summary>Reads a class such as <c>\d</c> or <c>\p{Greek}</c>, or gives null. What is negated is so after its case is undone.</summary>
    public CharacterSet? ReadClass(bool ignoreCase)
    {
        var start = reader.At;
        if (reader.At + 1 >= reader.Text.Length)
            return null;
        var letter = reader.Text[reader.At + 1];
        if (letter is 'p' or 'P')
        {
            reader.At += 2;
            return ReadUnicode(start, isNegated: letter is 'P', ignoreCase);
        }

        var isPcre = dialect == PatternDialect.Pcre;
        var set = char.ToLowerInvariant(letter) switch
        {
            'd' => CharacterSet.OfPairs("09"),
            'w' => CharacterSet.OfPairs("09AZaz__"),
            's' => isPcre ? CharacterSet.OfPairs("\t\r  ") : CharacterSet.OfPairs("\t\n\f\r  "),
            'h' when isPcre => CharacterSet.OfPairs("\t\t  \u00a0\u00a0"),
            'v' when isPcre => CharacterSet.OfPairs("\n\r\u0085\u0085"),
            'n' when isPcre && letter is 'N' => CharacterSet.OfPairs("\n\n"),
            _ => null,
        };
        if (set is null)
            return null;
        reader.At += 2;
        set = ignoreCase ? fold(set) : set;
        return char.IsAsciiLetterUpper(letter) ? set.Complement() : set;
    }

    /// <summary>Reads a single character.</summary>
    public int ReadCharacter()
    {
        var start = reader.At++;
        if (reader.IsAtEnd)
            throw new PatternException(@"it ends with a single '\'");
        var c = reader.Take();
        return c switch
        {
            'a' => '\a',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            'x' => ReadHexadecimal(start),
            >= '0' and <= '7' => ReadOctal(c, start),
            'e' when dialect == PatternDialect.Pcre => 0x1B,
            < 0x80 when !char.IsAsciiLetterOrDigit((char)c) => c,
            _ => throw Unknown(c, start),
        };
    }

    private PatternException Unknown(int c, int start) => new(c switch
    {
        '8' or '9' => Back(start),
        'k' or 'g' => Back(start),
        'Z' => @"'\Z' is not part of RE2; write '$' or '\z' for the end",
        'C' => @"'\C' is a single byte, and text is matched by characters here",
        _ => $"'{reader.Since(start)}' is not {(dialect == PatternDialect.Re2 ? "an escape of RE2" : "an escape that is supported")}",
    });

    private string Back(int start) => $"'{reader.Since(start)}' is a back-reference, which cannot be matched in linear time";

    private int ReadHexadecimal(int start)
    {
        var isBraced = reader.TryTake("{");
        var digits = reader.Text.AsSpan(reader.At);
        var length = 0;
        while (length < digits.Length && length < (isBraced ? int.MaxValue : 2) && char.IsAsciiHexDigit(digits[length]))
            length++;
        reader.At += length;
        var isClosed = !isBraced || reader.TryTake("}");
        if (!isClosed || length is 0 or > 8 || (!isBraced && length < 2)
            || !int.TryParse(digits[..length], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var c) || c is < 0 or > LastCodePoint)
            throw new PatternException($"'{reader.Since(start)}' must be two hexadecimal digits, or up to 10FFFF between braces");
        return c;
    }

    // A single digit that is not zero would be a back-reference.
    private int ReadOctal(int first, int start)
    {
        var value = first - '0';
        if (first is not '0' && reader.Next is < '0' or > '7')
            throw new PatternException(Back(start));
        for (var i = 0; i < 2 && reader.Next is >= '0' and <= '7'; i++)
            value = (value * 8) + reader.Take() - '0';
        return value;
    }

    private CharacterSet ReadUnicode(int start, bool isNegated, bool ignoreCase)
    {
        string name;
        if (reader.TryTake("{"))
        {
            var end = reader.Text.IndexOf('}', reader.At);
            if (end < 0)
                throw new PatternException($"the '{{' at character {reader.At} lacks its '}}'");
            name = reader.Text[reader.At..end];
            reader.At = end + 1;
        }
        else
        {
            name = reader.IsAtEnd ? string.Empty : char.ConvertFromUtf32(reader.Take());
        }

        if (name.StartsWith('^'))
            (name, isNegated) = (name[1..], !isNegated);
        var set = NamedCharacters.FindUnicode(name) ?? throw new PatternException($"'{reader.Since(start)}' names neither a general category nor a script");
        set = ignoreCase ? fold(set) : set;
        return isNegated ? set.Complement() : set;
    }
}
