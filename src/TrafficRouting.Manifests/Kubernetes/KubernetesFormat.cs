namespace TrafficRouting.Manifests;

/// <summary>Kubernetes' own documents, which say where requests go: Service, EndpointSlice, Endpoints and the labels of Pods. Only annotations of a Service are rules.</summary>
internal sealed class KubernetesFormat : IManifestFormat
{
    private static readonly KnownKind Service = new(string.Empty, KubernetesFields.Service, "v1") { DescribesHosts = true };
    private static readonly KnownKind Endpoints = new(string.Empty, KubernetesFields.Endpoints, "v1") { DescribesHosts = true };
    private static readonly KnownKind EndpointSlice = new("discovery.k8s.io", KubernetesFields.EndpointSlice, "v1", "v1beta1") { DescribesHosts = true };

    private static readonly KnownKind Pod = new(string.Empty, KubernetesFields.Pod, "v1") { DescribesHosts = true };

    public IReadOnlyList<KnownKind> Kinds { get; } = [Service, Endpoints, EndpointSlice, Pod];

    public void Collect(IReadOnlyList<ManifestDocument> documents, ImportContext context)
    {
        var pods = context.Book<PodLabels>();
        foreach (var pod in documents.Where(Pod.Is))
        {
            pods.Add(pod);
            context.Say(pod, new(TopicKind.Pod, pod.Name, pod.Namespace));
        }

        foreach (var document in documents)
        {
            if (Service.Is(document))
                context.Read(document, ServiceReader.Read);
            else if (Endpoints.Is(document))
                context.Read(document, EndpointsReader.Read);
            else if (EndpointSlice.Is(document))
                context.Read(document, EndpointSliceReader.Read);
        }
    }

    public void Import(IReadOnlyList<ManifestDocument> documents, ImportContext context) =>
        PublishedServices.Import(documents.Where(Service.Is), context);
}
