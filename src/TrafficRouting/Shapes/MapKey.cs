using System.Collections;
using System.Text.Json.Nodes;

namespace TrafficRouting;

/// <summary>A key with a map: reading adds to it and amends its entries; null takes an entry out.</summary>
internal sealed class MapKey<T>(string name, Shape shape, ScalarShape? names, Func<T, object> get, string text) : Key(name, text)
    where T : class, new()
{
    public override Shape Shape { get; } = shape;

    public override KeyForm Form => KeyForm.Map;

    public override ScalarShape? Names { get; } = names;

    public override bool IsGiven(object owner) => Of(owner).Count > 0;

    public override void Reset(object owner) => Of(owner).Clear();

    public override void Read(SectionNode node, ref Draft draft, ICollection<Finding> findings)
    {
        foreach (var child in node.Items("an object keyed by name", findings))
        {
            if (IsItem(child))
            {
                findings.Add(new(FindingSeverity.Error, node.Path, "Expected an object keyed by name, but found a list. Write { \"name\": … }."));
                return;
            }

            var existing = Of(draft.Current)[child.Key];
            var value = child.IsNull && existing is not null ? null : Shape.Read(child, existing, findings);
            if (value is null && existing is not null)
                Of(draft.Writable()).Remove(child.Key);
            else if (value is not null && !value.Equals(existing))
                Of(draft.Writable())[child.Key] = value;
        }
    }

    public override JsonNode? Write(object owner)
    {
        var json = new JsonObject();
        foreach (DictionaryEntry entry in Of(owner))
            json[(string)entry.Key] = Shape.Write(entry.Value!);
        return json.Count == 0 ? null : json;
    }

    public override bool Check(Scope scope, object owner)
    {
        // To go through an empty map takes an enumerator all the same, and most are.
        if (!IsGiven(owner))
            return true;
        var sound = true;
        Scope? entries = null;
        foreach (DictionaryEntry entry in Of(owner))
        {
            if (entry.Value is null || Shape.NeedsCheck(entry.Value))
                sound &= Shape.Check((entries ??= scope.At(Name)).At((string)entry.Key), entry.Value);
        }

        return sound;
    }

    public override bool Same(object left, object right)
    {
        var (one, other) = (Of(left), Of(right));
        if (one.Count != other.Count)
            return false;
        foreach (DictionaryEntry entry in one)
        {
            if (other[entry.Key] is not { } value || !(ReferenceEquals(entry.Value, value) || Shape.Same(entry.Value!, value)))
                return false;
        }

        return true;
    }

    public override void Copy(object from, object to, bool deep)
    {
        if (!IsGiven(from))
            return;
        var map = Of(to);
        foreach (DictionaryEntry entry in Of(from))
            map.Add(entry.Key, deep && entry.Value is not null ? Shape.Clone(entry.Value) : entry.Value);
    }

    // By its index, with which every list begins, and since it is no value of this map: names may be numbers, too.
    private bool IsItem(SectionNode child) =>
        child.Key is "0"
        && (Shape is ObjectShape { Shorthand: null }
            ? child is { Value: not null, Children.Count: 0 }
            : Shape is ScalarShape values && (child.Children.Count > 0 || (child.Value is { Length: > 0 } text && char.IsLetter(text[0]) && values.Parse(text) is null)));

    private IDictionary Of(object owner) => (IDictionary)get((T)owner);
}
