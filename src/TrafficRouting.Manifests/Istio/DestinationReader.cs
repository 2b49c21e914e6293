using System.Text.RegularExpressions;

namespace TrafficRouting.Manifests;

/// <summary>Reads a Destination: host, subset and port.</summary>
internal static partial class DestinationReader
{
    public static Destination? Read(Fields? destination, Fields owner, ClusterNames names)
    {
        if (destination is null)
        {
            owner.Error("destination", "is required");
            return null;
        }

        var host = destination.RequiredText("host");
        var subset = destination.Text("subset");
        var port = destination.Map("port")?.Integer("number", 1, 65535);
        if (host is not null && !HostName().IsMatch(host))
        {
            destination.Error("host", $"must be a host name without wildcards, not '{host}'");
            host = null;
        }

        if (subset is not (null or "") && !Label().IsMatch(subset))
        {
            destination.Error("subset", $"must be a label of lower-case letters, digits and '-', not '{subset}'");
            host = null;
        }

        return host is null ? null : new(names.Expand(host, owner.Document.Namespace), subset is "" ? null : subset, port);
    }

    public static bool IsLabel(string text) => Label().IsMatch(text);

    [GeneratedRegex(@"^(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9.])?|\[?[0-9a-fA-F:]+\]?)$", RegexOptions.CultureInvariant, -1)]
    private static partial Regex HostName();

    [GeneratedRegex("^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Label();
}
