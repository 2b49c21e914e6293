using System.Text;

namespace TrafficRouting;

/// <summary>
/// A pattern that is a text, texts to choose from (<c>a|b</c>), or a text with <c>.*</c> before or behind it: most patterns of meshes are, and
/// an automaton for each would take milliseconds and some hundred kilobytes.
/// </summary>
internal sealed class PlainPattern
{
    private readonly HashSet<string>? _words;
    private readonly string _text;
    private readonly bool _isOpenBefore;
    private readonly bool _isOpenBehind;

    private PlainPattern(List<string> words, bool isOpenBefore, bool isOpenBehind)
    {
        _text = words[0];
        _words = words.Count > 1 ? [.. words] : null;
        _isOpenBefore = isOpenBefore;
        _isOpenBehind = isOpenBehind;
    }

    private bool IsOpen => _isOpenBefore || _isOpenBehind;

    /// <summary>Reads a pattern; null where it says more.</summary>
    public static PlainPattern? Read(string pattern)
    {
        var isOpenBefore = pattern.StartsWith(".*", StringComparison.Ordinal);
        var isOpenBehind = false;
        List<string> words = [];
        var word = new StringBuilder();
        for (var i = isOpenBefore ? 2 : 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '|':
                    words.Add(word.ToString());
                    word.Clear();
                    break;
                case '.' when pattern.Length == i + 2 && pattern[i + 1] == '*':
                    isOpenBehind = true;
                    i++;
                    break;
                case '\\' when i + 1 < pattern.Length && (char.IsAsciiLetterOrDigit(pattern[i + 1]) || !char.IsAscii(pattern[i + 1])):
                case '\n' or '.' or '*' or '+' or '?' or '(' or ')' or '[' or ']' or '{' or '}' or '^' or '$':
                    return null;
                case '\\' when i + 1 < pattern.Length:
                    word.Append(pattern[++i]);
                    break;
                case '\\':
                    return null;
                case var other:
                    word.Append(other);
                    break;
            }
        }

        words.Add(word.ToString());
        var plain = new PlainPattern(words, isOpenBefore, isOpenBehind);
        return plain.IsOpen && words.Count > 1 ? null : plain;
    }

    public bool IsMatch(ReadOnlySpan<char> value)
    {
        if (_words is not null)
            return _words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(value);
        if (!IsOpen)
            return value.SequenceEqual(_text);
        // A dot is any character but the end of a line.
        return !value.Contains('\n') && (_isOpenBefore, _isOpenBehind) switch
        {
            (true, true) => value.Contains(_text, StringComparison.Ordinal),
            (true, false) => value.EndsWith(_text),
            _ => value.StartsWith(_text),
        };
    }
}
