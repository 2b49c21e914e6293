namespace TrafficRouting.Manifests;

/// <summary>The services that documents give rules for. A host belongs to one of them.</summary>
internal sealed class ServiceBook(ImportContext context, ImportMemory memory)
{
    /// <summary>Adds a service for full host names. It has those that no other document has given rules for before.</summary>
    public ServiceOptions Add(ManifestDocument document, string name, IEnumerable<string> hosts, UnmatchedBehavior unmatched)
    {
        var service = document.Root.Locate(new ServiceOptions { Unmatched = unmatched });
        string[] written = [.. hosts.Distinct(StringComparer.OrdinalIgnoreCase)];
        context.Step.Add(new ServiceDraft(document, name, written, service, context.Names));
        return service;
    }

    /// <summary>Gives the services their hosts, and lets cluster names answer to their short forms, once every document is known.</summary>
    public void Settle()
    {
        var drafts = new List<ServiceDraft>(memory.Services);
        foreach (var step in context.Steps)
        {
            for (var i = 0; i < step.Services?.Count; i++)
            {
                if (step.Services[i].TakeHosts(memory.Owners))
                    drafts.Add(step.Services[i]);
            }
        }

        var bare = new BareNames(context.Steps, context.Options.Namespace, memory.Services);
        memory.Services = drafts.Count;
        foreach (var draft in drafts)
        {
            var service = draft.Settle(memory.Owners, bare);
            context.Locate(service, draft.Document.Position);
            context.Routing.Services[ConfigurationName.Unused(draft.Name, context.Routing.Services)] = service;
        }
    }
}
