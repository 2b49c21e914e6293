namespace TrafficRouting.Manifests;

/// <summary>A Service of the cluster, and the short names that it also answers to.</summary>
internal sealed record ClusterName(string Service, string Namespace)
{
    public string WithNamespace { get; } = $"{Service}.{Namespace}";

    public string WithSvc { get; } = $"{Service}.{Namespace}.svc";
}
