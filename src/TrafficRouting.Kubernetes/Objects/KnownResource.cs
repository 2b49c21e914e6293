namespace TrafficRouting.Kubernetes;

/// <summary>A kind that routing is read from.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Plural">The name in paths and Roles.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Kinds">What it belongs to.</param>
/// <param name="Versions">The versions that are read, the first one preferred.</param>
internal sealed record KnownResource(string Group, string Plural, string Kind, KubernetesKinds Kinds, IReadOnlyList<string> Versions)
{
    /// <summary>Gets the name that kubectl knows it by.</summary>
    public string Name => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>Gets a value indicating whether its objects belong to namespaces.</summary>
    public bool IsNamespaced => Kinds is not KubernetesKinds.Namespaces;

    /// <summary>Gets a value indicating whether the labels of its objects are all that is of use.</summary>
    public bool IsLabelled => Kinds is KubernetesKinds.Pods or KubernetesKinds.Namespaces;

    /// <summary>Gets a value indicating whether it says how requests go, and not only where.</summary>
    public bool IsRule => !IsLabelled && Kinds is not (KubernetesKinds.Services or KubernetesKinds.EndpointSlices);

    /// <summary>Gives the path of the kind in a version and a namespace, or in all namespaces.</summary>
    public string Path(string version, string @namespace)
    {
        var root = Group.Length == 0 ? $"api/{version}" : $"apis/{Group}/{version}";
        return @namespace.Length == 0 ? $"{root}/{Plural}" : $"{root}/namespaces/{@namespace}/{Plural}";
    }

    public string ApiVersion(string version) => Group.Length == 0 ? version : $"{Group}/{version}";
}
