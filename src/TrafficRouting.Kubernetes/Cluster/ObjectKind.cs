namespace TrafficRouting.Kubernetes;

/// <summary>A kind that is written.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Plural">The name in paths and Roles.</param>
/// <param name="Kind">The kind.</param>
internal sealed record ObjectKind(string Group, string Plural, string Kind)
{
    public static ObjectKind ConfigMaps { get; } = new("", "configmaps", "ConfigMap");

    public static ObjectKind Leases { get; } = new("coordination.k8s.io", "leases", "Lease");

    public static ObjectKind Events { get; } = new("", "events", "Event");

    public static ObjectKind Services { get; } = new("", "services", "Service");

    public string ApiVersion => Group.Length == 0 ? "v1" : $"{Group}/v1";

    public string Path(string @namespace) => $"{(Group.Length == 0 ? "api" : "apis")}/{ApiVersion}/namespaces/{@namespace}/{Plural}";
}
