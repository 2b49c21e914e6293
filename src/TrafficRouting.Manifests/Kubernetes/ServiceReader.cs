using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Reads a Service: its ports, and the name it stands for when it is an ExternalName.</summary>
internal static class ServiceReader
{
    public static void Read(ManifestDocument document, ImportContext context)
    {
        if (document.Metadata?.RequiredText("name") is not { } name)
            return;
        var host = context.Addresses.Host(context.Names.FullName(name, document.Namespace));
        host.IsDeclared = true;
        if (document.Spec is not { } spec)
            return;

        // What else a Service says concerns the cluster alone.
        if (spec.Text("type") is "ExternalName")
            host.DnsName = spec.RequiredText("externalName")?.TrimEnd('.');
        foreach (var port in spec.Maps("ports"))
            Read(port, host);
    }

    private static void Read(Fields port, KnownHost host)
    {
        var name = port.Text("name");
        var protocol = port.Text("appProtocol") ?? name ?? string.Empty;
        var isTls = protocol.StartsWith("https", StringComparison.OrdinalIgnoreCase) || protocol.EndsWith("/wss", StringComparison.Ordinal);
        if (port.Text("protocol") is "UDP" or "SCTP")
            return;
        if (!port.Has("port"))
            port.Missing("port");
        else if (port.Integer("port", 1, 65535) is { } number)
            host.Ports.Add(new(number, name, TargetPort(port), isTls || number == 443));
    }

    // A target port may be a name, which only pods know.
    private static int? TargetPort(Fields port) =>
        port.Scalar("targetPort") is { Kind: ScalarKind.Integer } target && int.TryParse(target.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
