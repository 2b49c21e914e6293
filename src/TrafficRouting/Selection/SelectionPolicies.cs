namespace TrafficRouting;

/// <summary>The application's own selection policies by name. Immutable.</summary>
internal sealed class SelectionPolicies
{
    public static readonly SelectionPolicies None = new([]);

    private readonly Dictionary<string, SelectionPolicyFactory> _factories = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Initializes a registry.</summary>
    /// <param name="factories">The factories by name.</param>
    /// <exception cref="ArgumentException">A name is empty, given twice, or one that needs no registration.</exception>
    public SelectionPolicies(IEnumerable<KeyValuePair<string, SelectionPolicyFactory>> factories)
    {
        foreach (var (name, factory) in factories)
        {
            if (string.IsNullOrEmpty(name) || SelectionNames.IsRandom(name) || SelectionNames.IsRoundRobin(name) || !_factories.TryAdd(name, factory))
                throw new ArgumentException($"The selection policy '{name}' cannot be registered: its name is empty, given twice, or that of a policy that is always there.", nameof(factories));
        }
    }

    /// <summary>Gets all names, those that need no registration included.</summary>
    public IEnumerable<string> Names => [SelectionNames.Random, SelectionNames.RoundRobin, .. _factories.Keys];

    /// <summary>Tells whether there is a policy of a name.</summary>
    public bool Knows(string name) => SelectionNames.IsRandom(name) || SelectionNames.IsRoundRobin(name) || _factories.ContainsKey(name);

    /// <summary>Gives the factory registered under a name, or null.</summary>
    public SelectionPolicyFactory? Find(string name) => _factories.GetValueOrDefault(name);
}
