using System.Text.Json.Nodes;

namespace TrafficRouting;

/// <summary>A key with one value or one object.</summary>
internal sealed class ValueKey<T>(string name, Shape shape, Func<T, object?> get, Action<T, object?> set, string text) : Key(name, text)
    where T : class, new()
{
    private readonly object? _default = get(ObjectShape<T>.Fresh);

    public override Shape Shape { get; } = shape;

    public override KeyForm Form => KeyForm.Value;

    public override object? Default => _default;

    public override bool IsGiven(object owner) => !IsSame(get((T)owner), _default);

    // The default object is not shared, since code may change what it is given.
    public override void Reset(object owner) => set((T)owner, Shape is ScalarShape ? _default : get(new T()));

    public override void Read(SectionNode node, ref Draft draft, ICollection<Finding> findings)
    {
        var existing = get((T)draft.Current);
        if (node.IsNull && (existing is not null || Shape is ScalarShape))
        {
            if (!IsSame(existing, _default))
                Reset(draft.Writable());
        }
        else if (Shape.Read(node, existing, findings) is { } value && !value.Equals(existing))
        {
            set((T)draft.Writable(), value);
        }
    }

    public override JsonNode? Write(object owner) =>
        get((T)owner) is { } value && !(_default is not null && Shape.Same(value, _default)) ? Shape.Write(value) : null;

    public override bool Check(Scope scope, object owner)
    {
        var value = get((T)owner);
        if (value is null)
            return _default is null || NullEntries.Report(scope.At(Name));
        if (Shape is not ScalarShape scalar)
            return Shape.Check(scope.At(Name), value);
        // What is required has a default that is out of bounds, and a validator that says so.
        if (!value.Equals(_default) && scalar.Problem(value) is { } problem)
            scope.At(Name).Error(problem);
        return true;
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
