using System.Diagnostics.CodeAnalysis;

namespace TrafficRouting;

/// <summary>Reads an object with known keys: a table of what may stand under each of them.</summary>
internal sealed class Shape<T> : NodeReader<T>
    where T : class, new()
{
    private const string SourceKey = "Source";

    private readonly Dictionary<string, Action<ConfigurationNode, T>> _fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _hints = new(StringComparer.OrdinalIgnoreCase);
    private Action<T, string>? _shorthand;

    // Importers write the file and line beside whatever they make, so every object may hold it.
    public Shape() => Ignore(SourceKey);

    public Shape<T> Value<TValue>(string key, NodeReader<TValue> reader, Action<T, TValue> set) =>
        Field(key, (node, target) =>
        {
            if (reader.TryRead(node, default, out var value))
                set(target, value);
        });

    public Shape<T> Part<TPart>(string key, NodeReader<TPart> reader, Func<T, TPart?> get, Action<T, TPart> set)
        where TPart : class => Field(key, (node, target) =>
        {
            if (reader.TryRead(node, get(target), out var part))
                set(target, part);
        });

    public Shape<T> Map<TValue>(string key, NodeReader<TValue> reader, Func<T, IDictionary<string, TValue>> get) =>
        Field(key, (node, target) =>
        {
            var map = get(target);
            foreach (var child in Items(node, "an object keyed by name"))
            {
                map.TryGetValue(child.Key, out var current);
                if (reader.TryRead(child, current, out var value))
                    map[child.Key] = value;
            }
        });

    public Shape<T> List<TItem>(string key, Func<NodeReader<TItem>> reader, Func<T, IList<TItem>> get) =>
        Field(key, (node, target) =>
        {
            var list = get(target);
            list.Clear();
            foreach (var child in Items(node, "a list"))
            {
                if (reader().TryRead(child.AsItem(node.OptionsPath, list.Count), default, out var item))
                    list.Add(item);
            }
        });

    /// <summary>Takes each item of a list without clearing what is there.</summary>
    public Shape<T> Each<TItem>(string key, NodeReader<TItem> reader, Action<T, TItem> add) =>
        Field(key, (node, target) =>
        {
            foreach (var child in Items(node, "a list"))
            {
                if (reader.TryRead(child, default, out var item))
                    add(target, item);
            }
        });

    public Shape<T> Source(Action<T, string> set) => Value(SourceKey, Scalar.Text, set);

    /// <summary>Knows a key that others read.</summary>
    public Shape<T> Ignore(string key) => Field(key, static (_, _) => { });

    /// <summary>Says what to write in place of a key that people try.</summary>
    public Shape<T> Hint(string key, string message)
    {
        _hints[key] = message;
        return this;
    }

    /// <summary>Takes a plain value in place of the object.</summary>
    public Shape<T> Shorthand(Action<T, string> set)
    {
        _shorthand = set;
        return this;
    }

    public override bool TryRead(ConfigurationNode node, T? current, [MaybeNullWhen(false)] out T value)
    {
        value = current ?? new T();
        if (node.Children.Count == 0 && _shorthand is not null && node.Value is { } text)
        {
            _shorthand(value, text);
            return true;
        }

        var children = Items(node, "an object");
        var source = children.FirstOrDefault(child => child.Key.Equals(SourceKey, StringComparison.OrdinalIgnoreCase))?.Value;
        foreach (var child in children)
            Read(child.From(source), value);
        return true;
    }

    private static IReadOnlyList<ConfigurationNode> Items(ConfigurationNode node, string expected)
    {
        // JSON's {} and [] come as a key without children and with nothing, or an empty text, for a value.
        if (!string.IsNullOrEmpty(node.Value))
        {
            node.Error(node.Children.Count == 0
                ? $"Expected {expected}, but a plain value stands here."
                : $"Expected {expected}, but a plain value stands here too; one of the configuration sources has another shape.");
        }

        return node.Children;
    }

    private void Read(ConfigurationNode node, T target)
    {
        if (_fields.TryGetValue(node.Key, out var field))
            field(node, target);
        else if (_hints.TryGetValue(node.Key, out var hint))
            node.Error($"Unknown key {Text.Quote(node.Key)}. {hint}");
        else
            node.Error($"Unknown key {Text.Quote(node.Key)}.{Advice(node.Key)}");
    }

    private string Advice(string key)
    {
        var known = _fields.Keys.Where(name => !string.Equals(name, SourceKey, StringComparison.Ordinal)).ToList();
        var suggestion = Suggestion.For(key, known);
        return suggestion.Length > 0 ? suggestion : $" Known here: {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
    }

    private Shape<T> Field(string key, Action<ConfigurationNode, T> read)
    {
        _fields[key] = read;
        return this;
    }
}
