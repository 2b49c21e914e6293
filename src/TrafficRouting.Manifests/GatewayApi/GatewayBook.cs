namespace TrafficRouting.Manifests;

/// <summary>The listeners of Gateways, by namespace and name.</summary>
internal sealed class GatewayBook
{
    private readonly Dictionary<(string Namespace, string Name), IReadOnlyList<Listener>> _gateways = [];

    public void Add(ManifestDocument document, IReadOnlyList<Listener> listeners) => _gateways[(document.Namespace, document.Name)] = listeners;

    public IReadOnlyList<Listener>? Find(string @namespace, string name) => _gateways.GetValueOrDefault((@namespace, name));
}
