namespace TrafficRouting.Manifests;

/// <summary>The Gateways and ListenerSets, by namespace and name.</summary>
internal sealed class GatewayBook
{
    private readonly Dictionary<(string Namespace, string Name), Gateway> _gateways = [];
    private readonly Dictionary<(string Namespace, string Name), ListenerSet> _sets = [];

    public void Add(Gateway gateway, ImportContext context)
    {
        _gateways[(gateway.Document.Namespace, gateway.Document.Name)] = gateway;
        context.Say(gateway.Document, new(TopicKind.Gateway, gateway.Document.Name, gateway.Document.Namespace));
    }

    public void Add(ListenerSet set, ImportContext context)
    {
        _sets[(set.Document.Namespace, set.Document.Name)] = set;
        context.Say(set.Document, new(TopicKind.ListenerSet, set.Document.Name, set.Document.Namespace));
        context.Say(set.Document, new(TopicKind.ListenerSetsOf, set.Gateway.Name, set.Gateway.Namespace));
    }

    public Gateway? Find((string Namespace, string Name) gateway) => _gateways.GetValueOrDefault(gateway);

    public ListenerSet? FindSet((string Namespace, string Name) set) => _sets.GetValueOrDefault(set);

    /// <summary>Gets the ListenerSets that name a Gateway: the oldest first, then by namespace and name.</summary>
    public IReadOnlyList<ListenerSet> SetsOf((string Namespace, string Name) gateway) =>
        [.. _sets.Values.Where(s => s.Gateway == gateway).OrderBy(s => s.Document, DocumentAge.Comparer)];
}
