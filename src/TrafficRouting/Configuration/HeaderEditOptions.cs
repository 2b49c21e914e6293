namespace TrafficRouting;

/// <summary>Edits of headers, made in this order: remove, set, add.</summary>
public sealed class HeaderEditOptions
{
    /// <summary>Gets the headers to replace or create.</summary>
    public IDictionary<string, string> Set { get; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the headers to append a value to.</summary>
    public IDictionary<string, string> Add { get; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the headers to remove.</summary>
    public IList<string> Remove { get; } = [];
}
