namespace TrafficRouting.Manifests;

/// <summary>Names of Services as TrafficSplits write them: short, with the namespace, or in full.</summary>
internal static class SmiNames
{
    public static string FullName(string written, string @namespace, ClusterNames names) => written.TrimEnd('.').Split('.') switch
    {
        [var service, var other] => names.FullName(service, other),
        [var service, var other, "svc"] => names.FullName(service, other),
        _ => names.Expand(written, @namespace),
    };
}
