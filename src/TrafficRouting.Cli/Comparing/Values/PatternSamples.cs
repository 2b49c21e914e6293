using System.Globalization;
using System.Text.RegularExpressions;

namespace TrafficRouting.Cli;

/// <summary>Makes up texts that a pattern matches: of each choice one or two, of what may be repeated as little as there must be.</summary>
internal sealed class PatternSamples
{
    private const int Most = 16;

    private readonly string _pattern;
    private int _at;

    private PatternSamples(string pattern) => _pattern = pattern;

    public static IEnumerable<string> Of(string pattern)
    {
        var regex = RoutingRegex.Compile(pattern, ignoreCase: false);
        return new PatternSamples(pattern).Alternatives().Where(s => Matches(regex, s));
    }

    private static bool Matches(Regex regex, string text) => regex.IsMatch(text);

    private List<string> Alternatives()
    {
        var all = new List<string>(Sequence());
        while (Peek() is '|')
        {
            _at++;
            all.AddRange(Sequence());
        }

        return all[..Math.Min(all.Count, Most)];
    }

    private List<string> Sequence()
    {
        List<string> made = [""];
        while (Peek() is not (null or '|' or ')'))
        {
            var units = Repeated(Unit());
            made = [.. (from before in made from unit in units select before + unit).Take(Most)];
        }

        return made;
    }

    private List<string> Unit()
    {
        switch (_pattern[_at++])
        {
            case '(':
                return Group();
            case '[':
                return [Class()];
            case '\\':
                return [Escape()];
            case '.':
                return ["x"];
            case '^' or '$':
                return [""];
            case var plain:
                return [plain.ToString()];
        }
    }

    private List<string> Group()
    {
        if (Peek() is '?')
            _at = _pattern.IndexOfAny([':', '>', ')'], _at) is >= 0 and var end ? end + (_pattern[end] is ')' ? 0 : 1) : _pattern.Length;
        var inner = Alternatives();
        _at++;
        return inner;
    }

    private string Class()
    {
        var isTurned = Peek() is '^';
        var first = isTurned ? _at + 1 : _at;
        var end = first < _pattern.Length ? _pattern.IndexOf(']', first + 1) : -1;
        _at = end < 0 ? _pattern.Length : end + 1;
        var set = _pattern[Math.Min(first, _pattern.Length)..Math.Max(Math.Min(first, _pattern.Length), _at - 1)];
        return isTurned ? "xyz019-".FirstOrDefault(c => !set.Contains(c, StringComparison.Ordinal), '~').ToString()
            : set is ['\\', var escaped, ..] ? Escaped(escaped) : set is [var plain, ..] ? plain.ToString() : "";
    }

    private string Escape() => Peek() is null ? "" : Escaped(_pattern[_at++]);

    private static string Escaped(char letter) => letter switch
    {
        'd' => "1",
        'w' or 'D' or 'S' => "a",
        's' or 'W' => " ",
        'b' or 'A' or 'z' or 'Z' => "",
        _ => letter.ToString(),
    };

    private List<string> Repeated(List<string> unit)
    {
        switch (Peek())
        {
            case '*':
                _at++;
                return ["", .. unit];
            case '?':
                _at++;
                return [.. unit, ""];
            case '+':
                _at++;
                return unit;
            case '{' when _pattern.IndexOfAny([',', '}'], _at) is > 0 and var end && int.TryParse(_pattern.AsSpan(_at + 1, end - _at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var times):
                _at = Math.Max(end, _pattern.IndexOf('}', end)) + 1;
                return [.. unit.Select(u => string.Concat(Enumerable.Repeat(u, Math.Min(times, Most))))];
            default:
                return unit;
        }
    }

    private char? Peek() => _at < _pattern.Length ? _pattern[_at] : null;
}
