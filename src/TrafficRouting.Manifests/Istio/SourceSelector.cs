namespace TrafficRouting.Manifests;

/// <summary>Decides, when documents are read, which rules are meant for this application.</summary>
internal sealed class SourceSelector(TrafficManifestOptions options)
{
    public const string Mesh = "mesh";

    /// <summary>Tells whether rules bound to gateways apply; those of every gateway do where the application names none of its own.</summary>
    public bool TakesGateways(IReadOnlyList<string> gateways, string @namespace) =>
        options.Gateways.Count == 0 || gateways.DefaultIfEmpty(Mesh).Any(g => options.Gateways.Any(own => IsSame(own, g, @namespace)));

    /// <summary>Tells whether a match that asks for the caller's labels and namespace can hold.</summary>
    public bool TakesSource(Fields match)
    {
        var labels = match.TextMap("sourceLabels");
        // With gateways of its own, a match leaves the caller's labels aside.
        if (match.Texts("gateways").Count > 0)
            labels = new Dictionary<string, string>(StringComparer.Ordinal);
        var @namespace = match.Text("sourceNamespace");
        if (labels.Count > 0 && options.Labels.Count == 0)
            match.Warning("sourceLabels", "never matches, because the application's own labels are not given; set Labels of the manifest options");
        if (@namespace is not null && options.Namespace is null)
            match.Warning("sourceNamespace", "never matches, because the application's own namespace is not given; set Namespace of the manifest options");
        return labels.All(l => options.Labels.TryGetValue(l.Key, out var own) && own == l.Value) && (@namespace is null || @namespace == options.Namespace);
    }

    private static bool IsSame(string own, string gateway, string @namespace)
    {
        if (gateway is Mesh || own is Mesh)
            return own == gateway;
        var full = gateway.Contains('/', StringComparison.Ordinal) ? gateway
            // The older form is the name of a Service.
            : gateway.Split('.') is [var name, var inNamespace, ..] ? $"{inNamespace}/{name}"
            : $"{@namespace}/{gateway}";
        return own.Contains('/', StringComparison.Ordinal) ? own == full : full.EndsWith($"/{own}", StringComparison.Ordinal);
    }
}
