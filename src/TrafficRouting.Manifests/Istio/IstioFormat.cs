namespace TrafficRouting.Manifests;

/// <summary>Istio's networking documents: VirtualService, DestinationRule, ServiceEntry and WorkloadEntry.</summary>
internal sealed class IstioFormat : IManifestFormat
{
    private const string Group = "networking.istio.io";

    private static readonly string[] Versions = ["v1", "v1beta1", "v1alpha3"];
    private static readonly KnownKind VirtualServices = new(Group, VirtualServiceFields.Kind, Versions);
    private static readonly KnownKind DestinationRules = new(Group, DestinationRuleFields.Kind, Versions) { DescribesHosts = true };
    private static readonly KnownKind ServiceEntries = new(Group, ServiceEntryFields.ServiceEntry, Versions) { DescribesHosts = true };
    private static readonly KnownKind WorkloadEntries = new(Group, ServiceEntryFields.Workload, Versions) { DescribesHosts = true };

    public IReadOnlyList<KnownKind> Kinds { get; } = [VirtualServices, DestinationRules, ServiceEntries, WorkloadEntries];

    public void Collect(IReadOnlyList<ManifestDocument> documents, ImportContext context)
    {
        var workloads = new WorkloadIndex();
        foreach (var document in documents.Where(WorkloadEntries.Is))
        {
            if (WorkloadEntryReader.Read(document) is { } endpoint)
                workloads.Add(document.Namespace, endpoint);
        }

        foreach (var document in documents.Where(ServiceEntries.Is))
            ServiceEntryReader.Read(document, workloads, context);
        foreach (var document in documents.Where(DestinationRules.Is))
            DestinationRuleReader.Read(document, context);
    }

    public void Import(IReadOnlyList<ManifestDocument> documents, ImportContext context)
    {
        var selector = new SourceSelector(context.Options);
        var read = documents.Where(VirtualServices.Is).Select(d => VirtualServiceReader.Read(d, context, selector)).OfType<VirtualService>().ToList();
        VirtualServiceHosts.Add(read.FindAll(v => v.Rules.Count > 0), context);
    }
}
