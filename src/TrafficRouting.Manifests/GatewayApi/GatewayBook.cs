namespace TrafficRouting.Manifests;

/// <summary>The Gateways and ListenerSets, by namespace and name.</summary>
internal sealed class GatewayBook
{
    private readonly Dictionary<(string Namespace, string Name), Gateway> _gateways = [];
    private readonly Dictionary<(string Namespace, string Name), ListenerSet> _sets = [];

    public void Add(Gateway gateway) => _gateways[(gateway.Document.Namespace, gateway.Document.Name)] = gateway;

    public void Add(ListenerSet set) => _sets[(set.Document.Namespace, set.Document.Name)] = set;

    public Gateway? Find((string Namespace, string Name) gateway) => _gateways.GetValueOrDefault(gateway);

    public ListenerSet? FindSet((string Namespace, string Name) set) => _sets.GetValueOrDefault(set);

    /// <summary>Gets the ListenerSets that name a Gateway: the oldest first, then by namespace and name.</summary>
    public IReadOnlyList<ListenerSet> SetsOf((string Namespace, string Name) gateway) =>
        [.. _sets.Values.Where(s => s.Gateway == gateway).OrderBy(s => s.Document, DocumentAge.Comparer)];
}
