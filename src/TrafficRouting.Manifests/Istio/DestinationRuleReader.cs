namespace TrafficRouting.Manifests;

/// <summary>Reads a DestinationRule: the subsets of a host, and how requests are spread over endpoints.</summary>
internal static class DestinationRuleReader
{
    public static void Read(ManifestDocument document, ImportContext context)
    {
        document.Metadata?.RequiredText("name");
        if (document.Spec is not { } spec)
        {
            document.Root.Missing("spec");
            return;
        }

        var policy = TrafficPolicyReader.Read(spec);
        var written = spec.RequiredText("host");
        IstioNames.CheckExportTo(spec);
        if (written is not null && !IstioNames.IsWildcardDomain(written) && !IstioNames.IsAddress(written))
            spec.Error("host", $"must be a host name, or a wildcard such as *.example.com, not '{written}'");
        var host = written is null ? null : context.Addresses.Host(context.Names.Expand(written, document.Namespace));
        if (host is not null)
            (host.HasRule, host.Policy, host.PolicyFields) = (true, policy, spec);
        foreach (var subset in spec.Maps("subsets"))
            Read(subset, host);
    }

    private static void Read(Fields subset, KnownHost? host)
    {
        var labels = subset.TextMap("labels");
        IstioNames.CheckLabels(subset, "labels");
        var policy = TrafficPolicyReader.Read(subset);
        if (subset.RequiredText("name") is not { } name)
            return;
        if (!IstioNames.IsLabel(name))
            subset.Error("name", $"must be a label of letters, digits and '-', not '{name}'");
        else if (host is not null && !host.Subsets.TryAdd(name, new(labels, policy, subset)))
            subset.Error("name", $"'{name}' is there twice");
    }
}
