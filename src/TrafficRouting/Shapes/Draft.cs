namespace TrafficRouting;

/// <summary>An object that is being read over another, which is copied when something differs for the first time.</summary>
/// <param name="shape">Its shape.</param>
/// <param name="existing">What lower sources gave, or null for nothing.</param>
internal struct Draft(ObjectShape shape, object? existing)
{
    private bool _owned = existing is null;

    public object Current { get; private set; } = existing ?? shape.Create();

    public object Writable()
    {
        if (!_owned)
        {
            Current = shape.Copy(Current);
            _owned = true;
        }

        return Current;
    }
}
