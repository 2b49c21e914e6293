namespace TrafficRouting;

/// <summary>The backends that the routes of a service name, each once.</summary>
internal sealed class BackendReferences
{
    public static readonly BackendReferences None = new([], [], namesCopied: false);

    private readonly string[] _sentTo;
    private readonly string[] _copiedTo;
    private readonly bool _namesCopied;

    private BackendReferences(string[] sentTo, string[] copiedTo, bool namesCopied)
    {
        _sentTo = sentTo;
        _copiedTo = copiedTo;
        _namesCopied = namesCopied;
    }

    public static BackendReferences Of(ServiceOptions service)
    {
        var sentTo = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var copiedTo = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var namesCopied = false;
        foreach (var route in service.Routes.Values)
        {
            sentTo.UnionWith(route.Weights.Keys);
            foreach (var (name, mirror) in route.Mirrors)
            {
                copiedTo.Add(name);
                namesCopied |= mirror.Backends.Count > 0;
            }
        }

        return new([.. sentTo], [.. copiedTo], namesCopied);
    }

    public bool IsSameAs(BackendReferences other) =>
        _namesCopied == other._namesCopied && _sentTo.AsSpan().SequenceEqual(other._sentTo) && _copiedTo.AsSpan().SequenceEqual(other._copiedTo);

    public void AddTo(HashSet<string> used)
    {
        foreach (var name in _sentTo)
            used.Add(name);
        foreach (var name in _copiedTo)
            used.Add(name);
    }

    /// <summary>Tells whether a walk through the routes could find nothing wrong with what they name.</summary>
    public bool AreGood(IDictionary<string, BackendOptions> backends)
    {
        if (_namesCopied)
            return false;

        foreach (var name in _sentTo)
        {
            if (!backends.ContainsKey(name))
                return false;
        }

        foreach (var name in _copiedTo)
        {
            if (!backends.TryGetValue(name, out var backend) || BackendValidator.Answers(backend, backends))
                return false;
        }

        return true;
    }
}
