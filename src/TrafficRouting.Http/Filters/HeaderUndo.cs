using System.Net.Http.Headers;

namespace TrafficRouting.Http;

/// <summary>The values that edited headers had before.</summary>
internal sealed class HeaderUndo
{
    private readonly List<(HttpHeaders Headers, string Name, string[]? Values)> _before = new(4);

    public void Remember(HttpHeaders? headers, string name)
    {
        if (headers is null)
            return;

        // The headers of a content are others once mirroring has put its own in the content's place.
        foreach (var (edited, known, _) in _before)
        {
            if (ReferenceEquals(edited, headers) && known.Equals(name, StringComparison.OrdinalIgnoreCase))
                return;
        }

        _before.Add((headers, name, headers.NonValidated.TryGetValues(name, out var values) ? [.. values] : null));
    }

    public void Restore()
    {
        foreach (var (headers, name, values) in _before)
        {
            if (headers.NonValidated.Contains(name))
                headers.Remove(name);
            if (values is not null)
                headers.TryAddWithoutValidation(name, values);
        }
    }
}
