namespace TrafficRouting;

/// <summary>Edits of the baggage that requests leave with, made in this order: remove, set.</summary>
public sealed class BaggageEditOptions
{
    /// <summary>Gets the items to replace or create; <c>{backend}</c> and <c>{route}</c> in a value stand for the names of what was chosen.</summary>
    public IDictionary<string, string> Set { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the names of the items to remove; <c>*</c> for all.</summary>
    public IList<string> Remove { get; } = [];

    internal static ObjectShape<BaggageEditOptions> Shape { get; } = new ObjectShape<BaggageEditOptions>("baggageEdits", "Edits of the baggage that requests leave with, made in this order: remove, set.")
        .Map("Set", Scalars.FilledText, Scalars.Token, o => o.Set, "The items to replace or create. `{backend}` and `{route}` in a value stand for the names of what was chosen. Values are percent-encoded on their way.")
        .List("Remove", Scalars.Token, o => o.Remove, "The items to remove, `*` for all. Names are case-sensitive.");
}
