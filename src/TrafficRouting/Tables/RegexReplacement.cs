using System.Text;

namespace TrafficRouting;

/// <summary>Translates a replacement in RE2's notation, as the mesh's documents write it, into .NET's.</summary>
internal static class RegexReplacement
{
    public static string Translate(string replacement)
    {
        var text = new StringBuilder(replacement.Length);
        for (var i = 0; i < replacement.Length; i++)
        {
            var next = i + 1 < replacement.Length ? replacement[i + 1] : '\0';
            switch (replacement[i])
            {
                case '$':
                    text.Append("$$");
                    break;
                case '\\' when char.IsAsciiDigit(next):
                    text.Append("${").Append(next).Append('}');
                    i++;
                    break;
                case '\\' when next == '\\':
                    text.Append('\\');
                    i++;
                    break;
                default:
                    text.Append(replacement[i]);
                    break;
            }
        }

        return text.ToString();
    }
}
