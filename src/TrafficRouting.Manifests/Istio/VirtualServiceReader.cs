namespace TrafficRouting.Manifests;

/// <summary>Reads a VirtualService.</summary>
internal static class VirtualServiceReader
{
    public static VirtualService? Read(ManifestDocument document, ImportContext context, SourceSelector selector)
    {
        document.Metadata?.RequiredText("name");
        if (document.Spec is not { } spec)
        {
            document.Root.Missing("spec");
            return null;
        }

        var gateways = spec.Texts("gateways");
        var isForMesh = gateways.Count == 0 || gateways.Contains(SourceSelector.Mesh, StringComparer.Ordinal);
        var hosts = HostPatterns.Read(spec, isForMesh, context.Names);
        IstioNames.CheckGateways(spec);
        IstioNames.CheckExportTo(spec);
        ConnectionRuleReader.Read(spec, context.Names);
        if (!spec.Has("http") && !spec.Has("tls") && !spec.Has("tcp"))
            spec.Incomplete("needs http, tls or tcp");

        var rules = new List<HttpRule>();
        var written = spec.Maps("http");
        for (var i = 0; i < written.Count; i++)
        {
            if (HttpRuleReader.Read(written[i], i, gateways, context.Names, selector) is { } rule)
                rules.Add(rule);
        }

        RuleReach.DropUnreachable(rules);
        return hosts.Count == 0 ? null : new(document, hosts, isForMesh, rules);
    }
}
