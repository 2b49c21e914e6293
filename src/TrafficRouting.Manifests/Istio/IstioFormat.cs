namespace TrafficRouting.Manifests;

/// <summary>Istio's networking documents: VirtualService, DestinationRule, ServiceEntry and WorkloadEntry.</summary>
internal sealed class IstioFormat : IManifestFormat
{
    private const string Group = "networking.istio.io";

    private static readonly string[] Versions = ["v1", "v1beta1", "v1alpha3"];
    private static readonly KnownKind VirtualServices = new(Group, VirtualServiceFields.Kind, Versions) { SaysWhere = true };
    private static readonly KnownKind DestinationRules = new(Group, DestinationRuleFields.Kind, Versions) { DescribesHosts = true };
    private static readonly KnownKind ServiceEntries = new(Group, ServiceEntryFields.ServiceEntry, Versions) { DescribesHosts = true };
    private static readonly KnownKind WorkloadEntries = new(Group, ServiceEntryFields.Workload, Versions) { DescribesHosts = true };

    public IReadOnlyList<KnownKind> Kinds { get; } = [VirtualServices, DestinationRules, ServiceEntries, WorkloadEntries];

    public void Collect(IReadOnlyList<ManifestDocument> documents, ImportContext context)
    {
        foreach (var document in documents.Where(WorkloadEntries.Is))
        {
            context.Say(document, new(TopicKind.Workloads, document.Namespace));
            if (context.Read(document, static (d, _) => WorkloadEntryReader.Read(d)) is { } endpoint)
                context.Book<WorkloadIndex>().Add(document.Namespace, endpoint);
        }

        foreach (var document in documents.Where(ServiceEntries.Is))
            context.Read(document, ServiceEntryReader.Read);
        // Of several for one host the oldest counts.
        foreach (var document in documents.Where(DestinationRules.Is).OrderBy(d => d.CreationTimestamp, StringComparer.Ordinal))
            context.Read(document, DestinationRuleReader.Read);
        Collect(context.Book<Delegates>(), documents.Where(VirtualServices.Is), context);
    }

    private static void Collect(Delegates delegates, IEnumerable<ManifestDocument> virtualServices, ImportContext context)
    {
        var selector = new SourceSelector(context.Options);
        foreach (var document in virtualServices)
        {
            if (!Delegates.Is(document))
            {
                delegates.AddNamed(document, context);
                continue;
            }

            context.Say(document, new(TopicKind.Delegate, document.Name, document.Namespace));
            if (context.Read(document, (d, c) => VirtualServiceReader.Read(d, c, selector)) is { } read)
                delegates.Add(read);
        }
    }

    public void Import(IReadOnlyList<ManifestDocument> documents, ImportContext context)
    {
        var selector = new SourceSelector(context.Options);
        foreach (var document in documents.Where(d => VirtualServices.Is(d) && Delegates.Is(d)))
            context.Read(document, Delegates.Check);
        var read = documents.Where(d => VirtualServices.Is(d) && !Delegates.Is(d)).Select(d => context.Read(d, (d, c) => VirtualServiceReader.Read(d, c, selector))).OfType<VirtualService>().ToList();
        VirtualServiceHosts.Add(read.FindAll(v => v.Rules.Count > 0), context);
    }
}
