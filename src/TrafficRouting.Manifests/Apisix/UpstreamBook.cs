namespace TrafficRouting.Manifests;

/// <summary>The upstreams by their ids.</summary>
internal sealed class UpstreamBook
{
    private readonly Dictionary<string, Upstream> _upstreams = new(StringComparer.Ordinal);

    public void Add(IEnumerable<Upstream> upstreams)
    {
        foreach (var upstream in upstreams)
        {
            if (!_upstreams.TryAdd(upstream.Id, upstream))
                upstream.Fields.Error("id", $"'{upstream.Id}' is the id of another upstream already");
        }
    }

    public Upstream? Find(string id) => _upstreams.GetValueOrDefault(id);
}
