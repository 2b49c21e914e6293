using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>
/// Turns a pattern into one of .NET's with the same meaning: classes become explicit, since RE2's are ASCII and .NET's are not,
/// letters without case become the sets that they stand for, and groups lose their names, which would number them anew.
/// </summary>
internal sealed class PatternTranslator
{
    private const int MaxRepeats = 1000;
    private const int Deepest = 100;

    private readonly PatternReader _reader;
    private readonly PatternDialect _dialect;
    private readonly bool _isAscii;
    private readonly EscapeReader _escapes;
    private readonly ClassReader _classes;
    private readonly GroupReader _groups;
    private int _depth;

    private PatternTranslator(string pattern, PatternDialect dialect, bool isAscii)
    {
        _reader = new(pattern);
        _dialect = dialect;
        _isAscii = isAscii;
        _escapes = new(_reader, dialect, Fold);
        _classes = new(_reader, _escapes, Fold);
        _groups = new(_reader, dialect);
    }

    /// <summary>Translates a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="dialect">Its notation.</param>
    /// <param name="isAscii">Whether what is matched is ASCII, such as a path; the result is then plainer.</param>
    /// <param name="ignoreCase">Whether letters' case means nothing.</param>
    /// <exception cref="PatternException">It is invalid; the message says why.</exception>
    public static string Translate(string pattern, PatternDialect dialect = PatternDialect.Re2, bool isAscii = false, bool ignoreCase = false)
    {
        var translator = new PatternTranslator(pattern, dialect, isAscii);
        var (text, _) = translator.ReadBody(ignoreCase ? PatternFlags.IgnoreCase : PatternFlags.None);
        return translator._reader.IsAtEnd ? text : throw new PatternException("there is a ')' without its '('");
    }

    // Alternatives up to the end or a closing parenthesis.
    private (string Text, int Repeats) ReadBody(PatternFlags flags)
    {
        if (++_depth > Deepest)
            throw new PatternException($"it is nested deeper than {Deepest} levels");
        var alternatives = new List<string>();
        var sequence = new PatternSequence(MaxRepeats);
        while (!_reader.IsAtEnd && _reader.Next != ')')
        {
            if (_reader.TryTake("|"))
                alternatives.Add(sequence.Take());
            else
                ReadPart(sequence, ref flags);
        }

        _depth--;
        alternatives.Add(sequence.Take());
        return (string.Join('|', alternatives), sequence.MaxRepeats);
    }

    private void ReadPart(PatternSequence sequence, ref PatternFlags flags)
    {
        if (flags.HasFlag(PatternFlags.Extended) && SkipExtended())
            return;
        switch (_reader.Next)
        {
            case '(':
                ReadGroup(sequence, ref flags);
                break;
            case '*' or '+' or '?':
                sequence.Quantify(_reader, min: _reader.Next == '+' ? 1 : 0, max: _reader.Next == '?' ? 1 : null, length: 1, flags);
                break;
            case '{' when TryReadCount(out var min, out var max, out var length):
                sequence.Quantify(_reader, min, max, length, flags);
                break;
            case '\\' when _reader.TryTake(@"\Q"):
                ReadQuoted(sequence, flags);
                break;
            default:
                sequence.Add(ReadAtom(flags));
                break;
        }
    }

    private PatternAtom ReadAtom(PatternFlags flags)
    {
        var isMultiline = flags.HasFlag(PatternFlags.Multiline);
        if (_reader.TryTake("^"))
            return PatternAtom.Assertion(isMultiline ? "(?m:^)" : @"\A");
        if (_reader.TryTake("$"))
            return PatternAtom.Assertion(isMultiline ? "(?m:$)" : _dialect == PatternDialect.Pcre ? "$" : @"\z");
        if (_reader.TryTake("."))
            return Dot(flags.HasFlag(PatternFlags.DotAll));
        if (_reader.Next == '[')
            return CharacterWriter.Write(_classes.Read(flags.HasFlag(PatternFlags.IgnoreCase)), _isAscii);
        return _reader.Next == '\\' ? ReadEscape(flags) : Literal(_reader.Take(), flags);
    }

    private PatternAtom ReadEscape(PatternFlags flags)
    {
        foreach (var assertion in new[] { @"\A", @"\z", @"\b", @"\B" })
        {
            if (_reader.TryTake(assertion))
                return PatternAtom.Assertion(assertion);
        }

        if (_dialect == PatternDialect.Pcre && _reader.TryTake(@"\Z"))
            return PatternAtom.Assertion(@"\Z");
        if (_escapes.ReadClass(flags.HasFlag(PatternFlags.IgnoreCase)) is { } set)
            return CharacterWriter.Write(set, _isAscii);
        return Literal(_escapes.ReadCharacter(), flags);
    }

    private void ReadGroup(PatternSequence sequence, ref PatternFlags flags)
    {
        var inner = flags;
        var start = _reader.At;
        var kind = _groups.ReadHead(ref inner);
        if (kind == PatternGroup.None)
        {
            flags = inner;
            sequence.EndQuantifier();
            return;
        }

        var (body, repeats) = ReadBody(inner);
        if (!_reader.TryTake(")"))
            throw new PatternException($"the '(' at character {start + 1} lacks its ')'");
        sequence.Add(PatternAtom.Grouped(kind == PatternGroup.Capturing ? $"({body})" : $"(?:{body})", repeats));
    }

    private void ReadQuoted(PatternSequence sequence, PatternFlags flags)
    {
        while (!_reader.IsAtEnd && !_reader.TryTake(@"\E"))
            sequence.Add(Literal(_reader.Take(), flags));
    }

    private PatternAtom Literal(int c, PatternFlags flags) =>
        flags.HasFlag(PatternFlags.IgnoreCase) ? CharacterWriter.Write(Fold(CharacterSet.Of((c, c))), _isAscii) : CharacterWriter.Literal(c);

    // PCRE folds ASCII alone unless it is told to read Unicode.
    private CharacterSet Fold(CharacterSet set) => CaseOrbits.Fold(set, asciiOnly: _dialect == PatternDialect.Pcre);

    private PatternAtom Dot(bool takesAll)
    {
        var atom = CharacterWriter.Write(takesAll ? CharacterSet.Any : CharacterSet.Of(('\n', '\n')).Complement(), _isAscii);
        return takesAll ? atom : atom with { Text = _isAscii ? "." : atom.Text, Repeated = "." };
    }

    private bool TryReadCount(out int min, out int? max, out int length)
    {
        (min, max, length) = (0, null, 0);
        var end = _reader.Text.IndexOf('}', _reader.At);
        if (end < 0)
            return false;
        var numbers = _reader.Text[(_reader.At + 1)..end].Split(',');
        length = end + 1 - _reader.At;
        if (numbers.Length > 2 || !IsNumber(numbers[0], out min) || (numbers is [_, { Length: > 0 } most] && !IsNumber(most, out _)))
            return false;
        max = numbers switch
        {
            [_] => min,
            [_, ""] => null,
            _ => IsNumber(numbers[1], out var upper) ? upper : null,
        };
        if (min > MaxRepeats || max > MaxRepeats || max < min)
            throw new PatternException($"'{_reader.Text.Substring(_reader.At, length)}' must repeat at most {MaxRepeats} times, the smaller number first");
        return true;
    }

    // Beyond an int it is too large in any case.
    private static bool IsNumber(string text, out int number)
    {
        number = int.MaxValue;
        if (text.Length == 0 || text is ['0', _, ..] || !text.All(char.IsAsciiDigit))
            return false;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
            number = parsed;
        return true;
    }

    private bool SkipExtended()
    {
        if (char.IsWhiteSpace(_reader.Next))
        {
            _reader.At++;
            return true;
        }

        if (_reader.Next != '#')
            return false;
        var end = _reader.Text.IndexOf('\n', _reader.At);
        _reader.At = end < 0 ? _reader.Text.Length : end + 1;
        return true;
    }
}
