namespace TrafficRouting;

/// <summary>The table of one type of options, written line by line.</summary>
/// <param name="name">What it is called in the docs and the schema.</param>
/// <param name="text">What it is, in one line.</param>
internal sealed class ObjectShape<T>(string name, string text) : ObjectShape(name, text)
    where T : class, new()
{
    /// <summary>Gets an object that says what is so by default. Nobody changes it.</summary>
    public static T Fresh { get; } = new();

    public override object Create() => new T();

    public ObjectShape<T> Value(string key, Shape shape, Func<T, object?> get, Action<T, object?> set, string text) =>
        Value(key, () => shape, get, set, text);

    public ObjectShape<T> Value(string key, Func<Shape> shape, Func<T, object?> get, Action<T, object?> set, string text) =>
        With(new ValueKey<T>(key, shape, get, set, text));

    public ObjectShape<T> Map(string key, Shape shape, ScalarShape? names, Func<T, object> get, string text) =>
        With(new MapKey<T>(key, shape, names, get, text));

    public ObjectShape<T> List(string key, Func<Shape> shape, Func<T, object> get, string text) =>
        With(new ListKey<T>(key, shape, get, text));

    public ObjectShape<T> List(string key, Shape shape, Func<T, object> get, string text) => List(key, () => shape, get, text);

    /// <summary>A property that only code can set: copied and compared, neither read nor written.</summary>
    public ObjectShape<T> Code(string key, Func<T, object?> get, Action<T, object?> set, string text) =>
        With(new CodeKey<T>(key, get, set, text));

    /// <summary>Says what to write in place of a key that people try.</summary>
    public ObjectShape<T> Hint(string key, string message)
    {
        AddHint(key, message);
        return this;
    }

    /// <summary>Of these keys one at most is given.</summary>
    public ObjectShape<T> OneOf(params string[] keys)
    {
        Alternatives = keys;
        return this;
    }

    /// <summary>Takes a plain value in place of the object for the value of a key.</summary>
    public ObjectShape<T> Short(string key)
    {
        SetShorthand(key);
        return this;
    }

    /// <summary>Knows a key that another package reads.</summary>
    public ObjectShape<T> Elsewhere(string key)
    {
        Foreign.Add(key);
        return this;
    }

    private ObjectShape<T> With(Key key)
    {
        Add(key);
        return this;
    }
}
