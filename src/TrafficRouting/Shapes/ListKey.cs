using System.Collections;
using System.Text.Json.Nodes;

namespace TrafficRouting;

/// <summary>A key with a list, which may be written as a map too: reading replaces it.</summary>
internal sealed class ListKey<T>(string name, Func<Shape> shape, Func<T, object> get, string text) : Key(name, text)
    where T : class, new()
{
    // Asked for late, since a match is made of matches.
    public override Shape Shape => shape();

    public override KeyForm Form => KeyForm.List;

    public override bool IsGiven(object owner) => Of(owner).Count > 0;

    public override void Reset(object owner) => Of(owner).Clear();

    public override void Read(SectionNode node, ref Draft draft, ICollection<Finding> findings)
    {
        var items = new List<object>();
        var keys = new List<string>();
        foreach (var child in node.Items("a list", findings, " Put it in brackets."))
        {
            if (IsKeyOfItem(child))
            {
                findings.Add(new(FindingSeverity.Error, node.Path, $"Expected a list, but found one object, with the key '{child.Key}'. Put it in brackets: [ {{ \"{child.Key}\": … }} ]."));
                return;
            }

            if (Shape.Read(child, existing: null, findings) is { } item)
            {
                items.Add(item);
                keys.Add(child.Key);
            }
        }

        if (IsSame(Of(draft.Current), items) && ListKeys.Same(Of(draft.Current), keys))
            return;

        var list = Of(draft.Writable());
        list.Clear();
        foreach (var item in items)
            list.Add(item);
        ListKeys.Set(list, keys);
    }

    public override JsonNode? Write(object owner)
    {
        var json = new JsonArray();
        foreach (var item in Of(owner))
            json.Add(Shape.Write(item));
        return json.Count == 0 ? null : json;
    }

    public override bool Check(Scope scope, object owner)
    {
        var list = Of(owner);
        var sound = true;
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is not { } item || Shape.NeedsCheck(item))
                sound &= Shape.Check(scope.At(Name, list, i), list[i]);
        }

        return sound;
    }

    public override bool Same(object left, object right) => IsSame(Of(left), Of(right));

    public override void Copy(object from, object to, bool deep)
    {
        var (source, target) = (Of(from), Of(to));
        foreach (var item in source)
            target.Add(deep && item is not null ? Shape.Clone(item) : item);
        ListKeys.Copy(source, target);
    }

    // An item of a list that is written as a map may be named like a key, and has keys itself.
    private bool IsKeyOfItem(SectionNode child) =>
        Shape is ObjectShape shape && shape.Knows(child.Key) && !child.IsNull && !child.Children.Any(c => shape.Knows(c.Key));

    private bool IsSame(IList left, IList right)
    {
        if (left.Count != right.Count)
            return false;
        for (var i = 0; i < left.Count; i++)
        {
            if (!ReferenceEquals(left[i], right[i]) && (left[i] is null || right[i] is null || !Shape.Same(left[i]!, right[i]!)))
                return false;
        }

        return true;
    }

    private IList Of(object owner) => (IList)get((T)owner);
}
