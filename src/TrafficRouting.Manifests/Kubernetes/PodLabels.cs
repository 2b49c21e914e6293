namespace TrafficRouting.Manifests;

/// <summary>The labels of Pods by namespace and name. What a cluster says about endpoints names their Pods, whose labels subsets choose by.</summary>
internal sealed class PodLabels
{
    private readonly Dictionary<(string Namespace, string Name), IReadOnlyDictionary<string, string>> _labels = [];

    public void Add(ManifestDocument pod) => _labels[(pod.Namespace, pod.Name)] = pod.Labels;

    /// <summary>Gives an endpoint the labels of the Pod that it names, where there is one among the documents.</summary>
    public static KnownEndpoint Give(KnownEndpoint endpoint, ManifestDocument document, ImportContext context)
    {
        if (endpoint.Fields.Map("targetRef") is not { } target || target.Text("kind") is not "Pod" || target.Text("name") is not { Length: > 0 } name)
            return endpoint;
        var @namespace = target.Text("namespace") ?? document.Namespace;
        var labels = context.Ask(new(TopicKind.Pod, name, @namespace), (@namespace, name), static (c, pod) => c.Book<PodLabels>()._labels.GetValueOrDefault(pod));
        return labels is null ? endpoint with { IsOfUnknownPod = true } : endpoint with { Labels = labels };
    }
}
