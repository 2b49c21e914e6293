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
        host.LeadsToEndpoints = spec.Text("clusterIP") is "None";
        foreach (var port in spec.Maps("ports"))
            Read(port, host);
    }

    private static void Read(Fields port, KnownHost host)
    {
        var name = port.Text("name");
        var appProtocol = port.Text("appProtocol");
        if (port.Text("protocol") is "UDP" or "SCTP")
            return;
        if (!port.Has("port"))
            port.Missing("port");
        else if (port.Integer("port", 1, 65535) is { } number)
            host.Ports.Add(WithTarget(port, new(number, name, Protocol: ServicePortProtocol.Of(appProtocol, name, number))));
    }

    private static KnownPort WithTarget(Fields port, KnownPort known)
    {
        if (port.Scalar("targetPort") is not { } target)
            return known;
        // A name is one that only Pods know.
        return target.Kind == ScalarKind.Integer && int.TryParse(target.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? known with { TargetPort = number == 0 ? null : number }
            : known with { TargetName = target.Value };
    }
}
