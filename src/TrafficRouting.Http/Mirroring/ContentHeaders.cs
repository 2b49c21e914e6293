using System.Globalization;
using System.Net.Http.Headers;

namespace TrafficRouting.Http;

/// <summary>Carries content headers over byte by byte: order, repetitions and invalid ones included.</summary>
internal static class ContentHeaders
{
    public static void Copy(HttpContentHeaders from, HttpContentHeaders to)
    {
        foreach (var (name, values) in from.NonValidated)
            to.TryAddWithoutValidation(name, values);
    }

    /// <summary>Makes the changes that one collection has seen since it was captured on another.</summary>
    public static void CopyChanges(
        ReadOnlySpan<KeyValuePair<string, HeaderStringValues>> before, HttpContentHeaders after, HttpContentHeaders to)
    {
        foreach (var (name, values) in after.NonValidated)
        {
            if (IsAmong(before, name, values) || (to.NonValidated.TryGetValues(name, out var own) && AreEqual(own, values)))
                continue;
            Remove(to, name);
            to.TryAddWithoutValidation(name, values);
        }

        foreach (var (name, _) in before)
        {
            if (!after.NonValidated.Contains(name))
                Remove(to, name);
        }
    }

    /// <summary>Gets the length that stands among the headers, set or computed before, without having it computed.</summary>
    public static long? StoredLength(HttpContent content) =>
        content.Headers.NonValidated.TryGetValues("Content-Length", out var values) && long.TryParse(values.ToString(), CultureInfo.InvariantCulture, out var length)
            ? length
            : null;

    private static bool IsAmong(ReadOnlySpan<KeyValuePair<string, HeaderStringValues>> headers, string name, HeaderStringValues values)
    {
        foreach (var header in headers)
        {
            if (header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return AreEqual(header.Value, values);
        }

        return false;
    }

    private static bool AreEqual(HeaderStringValues one, HeaderStringValues other) =>
        one.Count == other.Count && (one.Count == 1 ? one.ToString() == other.ToString() : one.SequenceEqual(other, StringComparer.Ordinal));

    private static void Remove(HttpContentHeaders headers, string name)
    {
        if (headers.NonValidated.Contains(name))
            headers.Remove(name);
    }
}
