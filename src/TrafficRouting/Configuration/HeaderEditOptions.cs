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

    internal static ObjectShape<HeaderEditOptions> Shape { get; } = new ObjectShape<HeaderEditOptions>("headerEdits", "Edits of headers, made in this order: remove, set, add.")
        .Map("Set", Scalars.Text, Scalars.Token, o => o.Set, "The headers to replace or create. Values are ASCII without control characters.")
        .Map("Add", Scalars.Text, Scalars.Token, o => o.Add, "The headers to append a value to.")
        .List("Remove", Scalars.Token, o => o.Remove, "The headers to remove.");
}
