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

        var isDelegate = Delegates.Is(document);
        // A delegate is bound to whatever those are who name it.
        var gateways = isDelegate ? [.. context.Options.Gateways.DefaultIfEmpty("any")] : spec.Texts("gateways");
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
            if (HttpRuleReader.Read(written[i], i, gateways, context.Names, selector) is not { } rule)
                continue;
            if (rule.Delegate is null)
                rules.Add(rule);
            else if (!isDelegate)
                rules.AddRange(DelegatedRules.Of(rule, rule.Delegate, context));
            else if (spec.IsSound)
                rule.Fields.Error("delegate", "cannot stand in a delegate itself, which a document without hosts is");
        }

        if (rules.Count > 0 && hosts.Contains(Hostnames.Any, StringComparer.Ordinal) && context.Options.GatewayHosts.Count == 0)
            spec.Warning("hosts", "takes no host of its own by '*', which would be every host that the application calls; set GatewayHosts of the manifest options to the hosts that the gateway is called by");
        // Which rules of a delegate are reached depends on who names it.
        if (!isDelegate)
            RuleReach.DropUnreachable(rules);
        return hosts.Count == 0 && !isDelegate ? null : new(document, hosts, isForMesh, rules);
    }
}
