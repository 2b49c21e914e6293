using System.Buffers;

namespace TrafficRouting.Http.Rewriting;

/// <summary>
/// Cuts the host out of a URI's text where it stands there as <see cref="Uri.IdnHost"/> would give it. Asking the Uri makes
/// it work out and keep all its parts, which nobody needs of a URI that is about to be replaced.
/// </summary>
internal static class PlainHost
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");
    private static readonly SearchValues<char> Ends = SearchValues.Create("/?#");

    /// <summary>Finds a lower-case DNS name between <c>http://</c> or <c>https://</c> and an optional port; empty for whatever else, user information and addresses too.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> uri)
    {
        var rest = uri.StartsWith("http://") ? uri[7..] : uri.StartsWith("https://") ? uri[8..] : default;
        var length = rest.IndexOfAnyExcept(Letters);
        if (length < 0)
            length = rest.Length;

        var host = rest[..length];
        return IsName(host) && IsPort(rest[length..]) ? host : default;
    }

    // The last label of an IPv4 address, in whatever notation, begins with a digit.
    private static bool IsName(ReadOnlySpan<char> host)
    {
        var last = host.LastIndexOf('.') + 1;
        return last < host.Length && char.IsAsciiLetterLower(host[last]);
    }

    private static bool IsPort(ReadOnlySpan<char> rest)
    {
        if (rest is [':', ..])
        {
            var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
            rest = digits < 0 ? default : rest[(1 + digits)..];
        }

        return rest.IsEmpty || Ends.Contains(rest[0]);
    }
}
