namespace TrafficRouting.Manifests;

/// <summary>Reads a BackendTLSPolicy: its Services, or ports of them, are called with https. What certificates count is the primary handler's.</summary>
internal static class BackendTlsPolicyReader
{
    public static void Read(ManifestDocument document, ImportContext context)
    {
        if (document.Spec is not { } spec)
        {
            document.Root.Missing("spec");
            return;
        }

        Limits.Check(spec, "targetRefs", 16);
        if (spec.Items("targetRefs").Count == 0)
            spec.Missing("targetRefs", "needs at least one Service");
        var hostname = ReadHostname(spec);
        foreach (var target in spec.Maps("targetRefs"))
        {
            var (group, kind, name) = (target.Text("group") ?? string.Empty, target.RequiredText("kind"), target.RequiredText("name"));
            if (kind is null || name is null)
                continue;
            if ((group, kind) is not ("", "Service"))
            {
                target.Warning("kind", $"{kind} is no target that is known here; it is left out");
                continue;
            }

            var host = context.Addresses.Host(context.Names.FullName(name, document.Namespace));
            host.TlsPorts.Add(target.Text("sectionName") ?? string.Empty);
            if (hostname is not null && hostname != name && !hostname.StartsWith($"{name}.{document.Namespace}", StringComparison.Ordinal))
                spec.Map("validation")!.Warning("hostname", $"'{hostname}' is not what the Service {document.Namespace}/{name} is called by here; its certificate is checked against the Host that is sent");
        }
    }

    private static string? ReadHostname(Fields spec)
    {
        if (spec.Map("validation") is not { } validation)
        {
            spec.Missing("validation");
            return null;
        }

        if (validation.Has("caCertificateRefs") == validation.Has("wellKnownCACertificates"))
            validation.Incomplete("takes one of caCertificateRefs and wellKnownCACertificates");
        return validation.RequiredText("hostname");
    }
}
