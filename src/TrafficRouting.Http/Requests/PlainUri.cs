using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace TrafficRouting.Http;

/// <summary>
/// Where the host and the target stand in a URI's text, for texts that <see cref="Uri"/> would not change. Asking the Uri makes
/// it work out and keep all its parts, which nobody needs of a URI that is about to be replaced.
/// </summary>
internal readonly struct PlainUri
{
    private const string LowerCaseAndDigits = "abcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly SearchValues<char> HostLetters = SearchValues.Create(LowerCaseAndDigits + ".-");

    // Without the percent sign, since Uri undoes escapes that need not be.
    private const string PathText = TextWithoutDots + ".";

    private const string TextWithoutDots = LowerCaseAndDigits + "ABCDEFGHIJKLMNOPQRSTUVWXYZ-_~!$&'()*+,;=:@/";

    private static readonly SearchValues<char> DotlessLetters = SearchValues.Create(TextWithoutDots);

    private static readonly SearchValues<char> DotlessTargetLetters = SearchValues.Create(TextWithoutDots + "?");

    private static readonly SearchValues<char> PathLetters = SearchValues.Create(PathText);

    private static readonly SearchValues<char> TargetLetters = SearchValues.Create(PathText + "?");

    private readonly string? _text;
    private readonly int _host;
    private readonly int _hostEnd;
    private readonly int _target;
    private readonly int _pathEnd;

    private PlainUri(string text, int host, int hostEnd, int target, int pathEnd)
    {
        _text = text;
        _host = host;
        _hostEnd = hostEnd;
        _target = target;
        _pathEnd = pathEnd;
    }

    /// <summary>Gets the host as <see cref="Uri.IdnHost"/> would give it; empty where it has to be asked.</summary>
    public ReadOnlySpan<char> Host => _text.AsSpan(_host, _hostEnd - _host);

    /// <summary>Gets the path and query as <see cref="Uri.PathAndQuery"/> would give them; empty where it has to be asked.</summary>
    public ReadOnlySpan<char> Target => _pathEnd == 0 ? default : _text.AsSpan(_target);

    /// <summary>Gets a value indicating whether the target is there and has a query, if an empty one.</summary>
    public bool HasQuery => _pathEnd != 0 && _pathEnd < _text!.Length;

    /// <summary>Gets the path as <see cref="Uri.AbsolutePath"/> would give it; empty where it has to be asked.</summary>
    public ReadOnlySpan<char> Path => _pathEnd == 0 ? default : _text.AsSpan(_target, _pathEnd - _target);

    /// <summary>Gets a value indicating whether a target follows.</summary>
    [MemberNotNullWhen(true, nameof(_text))]
    public bool HasTarget => _text is not null && _target < _text.Length && _text[_target] == '/';

    /// <summary>Gets what stands before the target.</summary>
    public string Origin => _text![.._target];

    /// <summary>Looks at the URI of a request.</summary>
    public static PlainUri Of(HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.RequestUri is { IsAbsoluteUri: true } uri ? Of(uri.OriginalString) : default;
    }

    /// <summary>Finds a lower-case DNS name between <c>http://</c> or <c>https://</c> and an optional port, and a target of unescaped letters after it.</summary>
    public static PlainUri Of(string text) => OfHost(text).WithTarget();

    /// <summary>Finds the name alone, which tells of requests that are not routed all there is to know.</summary>
    public static PlainUri OfHost(string text)
    {
        var start = text.StartsWith("http://", StringComparison.Ordinal) ? 7 : text.StartsWith("https://", StringComparison.Ordinal) ? 8 : 0;
        // A name that begins with a letter is no IPv4 address, in whatever notation.
        if (start == 0 || start == text.Length || !char.IsAsciiLetterLower(text[start]))
            return default;

        var length = text.AsSpan(start).IndexOfAnyExcept(HostLetters);
        var hostEnd = length < 0 ? text.Length : start + length;
        var portEnd = PortEnd(text, hostEnd);
        // Uri calls the host "loopback" by its other name, "localhost".
        if (text[hostEnd - 1] == '.' || text.AsSpan(start, hostEnd - start) is "loopback")
            return default;
        return portEnd == text.Length || text[portEnd] is '/' or '?' or '#' ? new(text, start, hostEnd, portEnd, pathEnd: 0) : default;
    }

    /// <summary>Gives the same of another text that begins as this one does, up to its target.</summary>
    public PlainUri In(string text) => new(text, _host, _hostEnd, _target, pathEnd: 0);

    /// <summary>Looks for the target, too.</summary>
    public PlainUri WithTarget()
    {
        if (!HasTarget)
            return this;
        return KeepsTarget(_text.AsSpan(_target), out var length) ? new(_text, _host, _hostEnd, _target, _target + length) : this;
    }

    /// <summary>Tells whether a URI's text has nothing in it that <see cref="Uri"/> would change in a target: segments of dots, letters to be escaped or not to be.</summary>
    public static bool KeepsTarget(ReadOnlySpan<char> text) => KeepsTarget(text, out _);

    /// <summary>Gets the path and query of the URI whose text this is.</summary>
    public ReadOnlySpan<char> TargetOf(Uri uri) => _pathEnd == 0 ? Rooted(uri.PathAndQuery) : Target;

    /// <summary>Gets the path of the URI whose text this is.</summary>
    public ReadOnlySpan<char> PathOf(Uri uri) => _pathEnd == 0 ? PathIn(Rooted(uri.PathAndQuery)) : Path;

    /// <summary>Gets the query, without its question mark, of the URI whose text this is.</summary>
    public ReadOnlySpan<char> QueryOf(Uri uri)
    {
        var target = TargetOf(uri);
        var path = _pathEnd == 0 ? PathIn(target) : Path;
        return path.Length < target.Length ? target[(path.Length + 1)..] : default;
    }

    /// <summary>Gets the path of a path and query.</summary>
    public static ReadOnlySpan<char> PathIn(ReadOnlySpan<char> target) => target.IndexOf('?') is >= 0 and var query ? target[..query] : target;

    // That of "urn:x" has no slash, nor has that of a URI without a path whose text is kept as it is.
    private static string Rooted(string target) => target.StartsWith('/') ? target : "/" + target;

    private static bool KeepsTarget(ReadOnlySpan<char> text, out int pathEnd)
    {
        // Most targets have no dot, and then no segment of dots.
        pathEnd = text.IndexOfAnyExcept(DotlessLetters);
        if (pathEnd < 0)
        {
            pathEnd = text.Length;
            return true;
        }

        if (text[pathEnd] == '?' && !text[pathEnd..].ContainsAnyExcept(DotlessTargetLetters))
            return true;
        pathEnd = text.IndexOfAnyExcept(PathLetters);
        var isKept = pathEnd < 0 || !text[pathEnd..].ContainsAnyExcept(TargetLetters);
        if (pathEnd < 0)
            pathEnd = text.Length;
        return isKept && text.IndexOf("/.") < 0;
    }

    private static int PortEnd(string text, int hostEnd)
    {
        if (hostEnd == text.Length || text[hostEnd] != ':')
            return hostEnd;

        var end = hostEnd + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end;
    }
}
