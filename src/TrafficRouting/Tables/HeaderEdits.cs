using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>Compiled edits of headers, made in this order: remove, set, add. Immutable.</summary>
internal sealed class HeaderEdits
{
    private HeaderEdits(HeaderEditOptions options)
    {
        Remove = [.. options.Remove];
        Set = [.. options.Set];
        Add = [.. options.Add];
    }

    /// <summary>Gets the headers to remove.</summary>
    public ImmutableArray<string> Remove { get; }

    /// <summary>Gets the headers to replace or create.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Set { get; }

    /// <summary>Gets the headers to append a value to.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Add { get; }

    internal static HeaderEdits? From(HeaderEditOptions? options) =>
        options is null || options.Remove.Count + options.Set.Count + options.Add.Count == 0 ? null : new(options);
}
