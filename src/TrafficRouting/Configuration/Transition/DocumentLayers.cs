namespace TrafficRouting;

/// <summary>
/// Settles what lies over what documents gave: a backend's address or endpoints from another source replace the
/// document's, and findings about the document's address are then moot. What a document gave is known by its <c>Source</c>.
/// </summary>
internal static class DocumentLayers
{
    public static void Settle(TrafficRoutingOptions options)
    {
        foreach (var backend in options.Backends.Values.Where(b => b.Source is not null))
            Settle(backend);
        foreach (var finding in options.HandedOver.Where(f => f is { Backend: not null, Address: null }))
            SettleFailed(options.Backends.TryGetValue(finding.Backend!, out var backend) ? backend : null);
        foreach (var finding in options.HandedOver.Where(f => IsOpen(f, options)))
            options.Diagnostics.Add(finding.ToFinding());
        options.HandedOver.Clear();
    }

    private static void Settle(BackendOptions backend)
    {
        if (backend.Endpoints.Values.Any(e => e.Source is null))
        {
            backend.Address = null;
            backend.AddressFrom = null;
        }
        else if (backend.Address is not null)
        {
            backend.Endpoints.Clear();
            backend.AddressFrom = null;
        }
    }

    // What documents gave no address answers by itself, until another source gives one.
    private static void SettleFailed(BackendOptions? backend)
    {
        if (backend is { Address: not null } or { Endpoints.Count: > 0 })
            backend.DirectResponse = null;
    }

    private static bool IsOpen(DiagnosticEntry finding, TrafficRoutingOptions options) =>
        finding.Backend is null
        || !options.Backends.TryGetValue(finding.Backend, out var backend)
        || (backend is { Redirect: null, Endpoints.Count: 0 } && (backend.DirectResponse is null || finding.Severity is FindingSeverity.Warning) && string.Equals(backend.Address, finding.Address, StringComparison.Ordinal));
}
