namespace TrafficRouting.Manifests;

/// <summary>Kubernetes Services with annotations that publish them under one host, split between a stable and a canary one.</summary>
internal static class PublishedServices
{
    private const string RouteName = "published";

    public static void Import(IEnumerable<ManifestDocument> services, ImportContext context)
    {
        var all = services.Select(s => context.Read(s, static (s, _) => Annotations.Read(s))).OfType<PublishedService>().ToList();
        foreach (var published in all)
            context.Say(published.Document, new(TopicKind.PublishedHost, published.Published));
        foreach (var published in all.GroupBy(p => p.Published, StringComparer.Ordinal))
            context.Make(published.First().Document, published.First(), [.. published], published, static (c, p) => Add(p.Key, [.. p], c));
    }

    private static void Add(string host, List<PublishedService> published, ImportContext context)
    {
        // Of several plain Services, one that was switched off as a canary is not the stable one.
        var stable = published.Where(p => p.Canary is null).OrderBy(p => p.WasCanary).ToList();
        var canaries = published.FindAll(p => p.Canary is not null);
        foreach (var another in stable.Skip(1))
            another.Document.Root.Warning($"{host} is published by {stable[0].Document.Title} already, and this one is no canary; it gets no requests");
        foreach (var another in canaries.Skip(1))
            another.Document.Root.Error($"{host} has the canary {canaries[0].Document.Title} already; it takes one");
        if (stable.Count == 0)
        {
            canaries[0].Document.Root.Error($"{host} has a canary but no stable Service; publish one without api7.cloud/published-canary-service");
            return;
        }

        var service = context.Services.Add(stable[0].Document, host, [host], UnmatchedBehavior.PassThrough);
        var share = canaries is [{ Canary: { } percentage }, ..] ? percentage : 0;
        var route = stable[0].Document.Root.Locate(new RouteOptions());
        route.Weights[BackendOf(stable[0], context)] = 100 - share;
        foreach (var canary in canaries.Take(1))
            route.Weights[BackendOf(canary, context)] = share;
        if (canaries.Count == 0)
            route.Weights[BackendOf(stable[0], context)] = 100;
        service.Routes[RouteName] = route;
    }

    private static string BackendOf(PublishedService published, ImportContext context)
    {
        var document = published.Document;
        var host = context.Names.FullName(document.Name, document.Namespace);
        // Like the controller that these annotations come from, of several ports the first.
        var port = context.Addresses.Find(host)?.Ports is [var first, ..] ? first.Number : (int?)null;
        return context.Addresses.BackendFor(new(host, Port: port), document.Root);
    }
}
