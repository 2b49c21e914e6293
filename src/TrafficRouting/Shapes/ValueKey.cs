using System.Text.Json.Nodes;

namespace TrafficRouting;

/// <summary>A key with one value or one object.</summary>
internal sealed class ValueKey<T>(string name, Func<Shape> shape, Func<T, object?> get, Action<T, object?> set, string text) : Key(name, text)
    where T : class, new()
{
    private static readonly object Unknown = new();

    private object? _default = Unknown;

    // Asked for late, since one type may hold itself.
    public override Shape Shape => shape();

    public override KeyForm Form => KeyForm.Value;

    // Asked for late: reading needs few of them, and each getter would be compiled at start.
    public override object? Default => ReferenceEquals(_default, Unknown) ? _default = get(ObjectShape<T>.Fresh) : _default;

    public override bool IsGiven(object owner) => !IsSame(get((T)owner), Default);

    // The default object is not shared, since code may change what it is given.
    public override void Reset(object owner) => set((T)owner, Shape is ScalarShape ? Default : get(new T()));

    public override void Read(SectionNode node, ref Draft draft, ICollection<Finding> findings)
    {
        var existing = get((T)draft.Current);
        if (node.IsNull && (existing is not null || Shape is ScalarShape))
        {
            if (!IsSame(existing, Default))
                Reset(draft.Writable());
        }
        else if (Shape.Read(node, existing, findings) is { } value && !value.Equals(existing))
        {
            set((T)draft.Writable(), value);
        }
    }

    public override JsonNode? Write(object owner) =>
        get((T)owner) is { } value && !(Default is not null && Shape.Same(value, Default)) ? Shape.Write(value) : null;

    public override bool Check(Scope scope, object owner)
    {
        var value = get((T)owner);
        // What is required has a default that is out of range, and a validator that says so.
        return value is null ? Default is null || Shape.Check(scope.At(Name), value)
            : (Shape is ScalarShape && value.Equals(Default)) || !Shape.NeedsCheck(value) || Shape.Check(scope.At(Name), value);
    }

    public override bool Same(object left, object right) => IsSame(get((T)left), get((T)right));

    public override void Copy(object from, object to, bool deep)
    {
        var value = get((T)from);
        set((T)to, deep && value is not null ? Shape.Clone(value) : value);
    }

    private bool IsSame(object? left, object? right) =>
        ReferenceEquals(left, right) || (left is not null && right is not null && Shape.Same(left, right));
}
