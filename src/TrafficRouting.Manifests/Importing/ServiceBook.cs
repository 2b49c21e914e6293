namespace TrafficRouting.Manifests;

/// <summary>Takes down the services that documents give rules for.</summary>
internal sealed class ServiceBook(ImportContext context)
{
    /// <summary>Adds a service for full host names. It has those that no other document has given rules for before.</summary>
    public ServiceOptions Add(ManifestDocument document, string name, IEnumerable<string> hosts, UnmatchedBehavior unmatched)
    {
        var service = document.Root.Locate(new ServiceOptions { Unmatched = unmatched });
        string[] written = [.. hosts.Distinct(StringComparer.OrdinalIgnoreCase)];
        context.Step.Add(new ServiceDraft(document, name, written, service, context.Names));
        return service;
    }
}
