namespace TrafficRouting.Manifests;

/// <summary>The upstreams by their ids.</summary>
internal sealed class UpstreamBook
{
    private readonly Dictionary<string, Upstream> _upstreams = new(StringComparer.Ordinal);

    public void Add(IEnumerable<Upstream> upstreams, ImportContext context)
    {
        foreach (var upstream in upstreams)
        {
            context.Say(upstream.Fields.Document, new(TopicKind.Upstream, upstream.Id));
            context.About(upstream.Fields.Document);
            if (!_upstreams.TryAdd(upstream.Id, upstream))
                upstream.Fields.Error("id", $"'{upstream.Id}' is the id of another upstream already");
        }
    }

    public Upstream? Find(string id) => _upstreams.GetValueOrDefault(id);
}
