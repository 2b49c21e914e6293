using System.Text.Json.Nodes;

namespace TrafficRouting;

/// <summary>An object with known keys: a table with one line for each.</summary>
/// <param name="name">What it is called in the docs and the schema.</param>
/// <param name="text">What it is, in one line.</param>
internal abstract class ObjectShape(string name, string text) : Shape(name)
{
    private const int MaxDepth = 64;

    private readonly List<Key> _keys = [];
    private readonly Dictionary<string, Key> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _hints = new(StringComparer.OrdinalIgnoreCase);
    private Key? _shorthand;

    public string Text { get; } = text;

    public IReadOnlyList<Key> Keys => _keys;

    /// <summary>Gets the keys of which one at most may be given, if there are such; one of a higher source takes the place of another.</summary>
    public string[]? Alternatives { get; protected set; }

    /// <summary>Gets the key that a plain value in place of the object stands for.</summary>
    public Key? Shorthand => _shorthand;

    /// <summary>Gets keys that other packages read.</summary>
    public HashSet<string> Foreign { get; } = new(StringComparer.OrdinalIgnoreCase);

    public abstract object Create();

    public bool Knows(string key) => _byName.ContainsKey(key);

    /// <summary>Copies an object; what it is made of is shared.</summary>
    public object Copy(object value) => Copy(value, deep: false);

    /// <summary>Makes an object say what another one says.</summary>
    public void Replace(object target, object value)
    {
        if (ReferenceEquals(target, value))
            return;
        foreach (var key in _keys)
        {
            key.Reset(target);
            key.Copy(value, target, deep: false);
        }
    }

    public override object Clone(object value) => Copy(value, deep: true);

    public override object? Read(SectionNode node, object? existing, ICollection<Finding> findings)
    {
        var draft = new Draft(this, existing);
        if (_shorthand is not null && node is { Value: not null, Children.Count: 0 })
            _shorthand.Read(node, ref draft, findings);
        else if (node.Path.AsSpan().Count(':') > MaxDepth)
            Error(node, $"Nested deeper than {MaxDepth} levels.", findings);
        else
            ReadKeys(node, existing, ref draft, findings);
        return draft.Current;
    }

    public override JsonNode Write(object value)
    {
        var json = new JsonObject();
        foreach (var key in _keys)
        {
            if (key.Write(value) is { } written)
                json[key.Name] = written;
        }

        if (_shorthand is null || json.Count != 1 || !json.Remove(_shorthand.Name, out var only))
            return json;
        return only!;
    }

    public override bool NeedsCheck(object value) => true;

    public override bool Same(object left, object right)
    {
        if (ReferenceEquals(left, right))
            return true;
        foreach (var key in _keys)
        {
            if (!key.Same(left, right))
                return false;
        }

        return true;
    }

    protected override bool CheckValue(Scope scope, object value)
    {
        // Code can nest matches without end; the validator of matches says so.
        if (scope.Depth >= MaxDepth)
            return true;
        var sound = true;
        foreach (var key in _keys)
            sound &= key.Check(scope, value);
        return sound;
    }

    protected void Add(Key key)
    {
        _keys.Add(key);
        _byName.Add(key.Name, key);
    }

    protected void AddHint(string key, string message) => _hints.Add(key, message);

    protected void SetShorthand(string key) => _shorthand = _byName[key];

    private object Copy(object value, bool deep)
    {
        var copy = Create();
        foreach (var key in _keys)
            key.Copy(value, copy, deep);
        return copy;
    }

    private void ReadKeys(SectionNode node, object? existing, ref Draft draft, ICollection<Finding> findings)
    {
        if (node.Children.Count > 0 && node.Children[0].Key is "0" && !Knows("0"))
        {
            Error(node, $"Expected an object, but found a list.{(Knows("In") ? " Write { \"In\": [ … ] }." : KnownHere())}", findings);
            return;
        }

        foreach (var child in node.Items("an object", findings, string.IsNullOrEmpty(node.Value) ? "" : KnownHere()))
        {
            if (_byName.TryGetValue(child.Key, out var key))
                key.Read(child, ref draft, findings);
            else if (!Foreign.Contains(child.Key))
                Error(child, $"Unknown key {TrafficRouting.Text.Quote(child.Key)}.{Advice(child.Key)}", findings);
        }

        if (Alternatives is not null && existing is not null)
            Settle(Alternatives, node, existing, ref draft);
    }

    // An address over endpoints takes their place; an address beside endpoints in one section is left to the validator.
    private void Settle(string[] alternatives, SectionNode node, object existing, ref Draft draft)
    {
        foreach (var alternative in alternatives)
        {
            var key = _byName[alternative];
            if (!Writes(node, alternative) && key.IsGiven(existing) && key.IsGiven(draft.Current) && WritesOne(alternatives, node, draft.Current))
                key.Reset(draft.Writable());
        }
    }

    private bool WritesOne(string[] alternatives, SectionNode node, object current)
    {
        foreach (var alternative in alternatives)
        {
            if (Writes(node, alternative) && _byName[alternative].IsGiven(current))
                return true;
        }

        return false;
    }

    private static bool Writes(SectionNode node, string name)
    {
        foreach (var child in node.Children)
        {
            if (!child.IsNull && child.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private string Advice(string key)
    {
        if (_hints.TryGetValue(key, out var hint))
            return " " + hint;

        var suggestion = Suggestion.For(key, _byName.Keys.Concat(Foreign));
        return suggestion.Length > 0 ? suggestion : KnownHere();
    }

    private string KnownHere() => $" Known here: {string.Join(", ", _byName.Keys.Concat(Foreign).Order(StringComparer.Ordinal))}.";
}
