namespace TrafficRouting.Manifests;

/// <summary>The backends of upstreams: <c>upstream-{id}</c> where they are referred to, else named after the route.</summary>
internal sealed class UpstreamNames(ImportContext context)
{
    private const int Missing = 502;

    private readonly Dictionary<string, Upstream> _made = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the authority that a backend sends in place of the caller's Host, or null where it sends that or one of its own choice.</summary>
    public string? NodeOf(string backend) =>
        _made.TryGetValue(backend, out var known) && known.Backend is { PreserveHost: false, Rewrite: null } made && (made.Address ?? made.Endpoints.Values.FirstOrDefault()?.Address) is { } address
            ? address[(address.IndexOf("://", StringComparison.Ordinal) + 3)..]
            : null;

    /// <summary>Tells whether a backend has several nodes.</summary>
    public bool HasNodes(string backend) => _made.TryGetValue(backend, out var made) && made.Backend.Endpoints.Count > 1;

    /// <summary>Gets the upstream of a backend, or null where nobody knows it.</summary>
    public Upstream? Of(string backend) => _made.GetValueOrDefault(backend);

    /// <summary>Gets the backend of an owner's <c>upstream_id</c> or <c>upstream</c>, or null when it has neither.</summary>
    public string? Find(Fields owner, string title)
    {
        if (owner.Has("upstream_id") && owner.Has("upstream"))
            owner.Error("upstream_id", "excludes upstream");
        if (owner.Scalar("upstream_id") is { } id)
            return OfId(id.Value, owner);
        if (owner.Map("upstream") is not { } upstream)
            return null;
        var own = Upstream.ReadOwn(upstream);
        return Keep(context.Addresses.Add(title, own.Backend, upstream), own);
    }

    /// <summary>Tells whether an owner refers to an upstream that is not in the documents, with a warning.</summary>
    public bool IsMissing(Fields owner)
    {
        if (owner.Scalar("upstream_id") is not { } id || Known(id.Value) is not null)
            return false;
        owner.Warning("upstream_id", $"there is no upstream '{id.Value}' in the documents; as in APISIX, every request that comes to the rule is answered with 500");
        return true;
    }

    // One that is missing is answered as APISIX does, until configuration gives the address.
    private string OfId(string id, Fields owner)
    {
        var name = ConfigurationName.Of($"upstream-{id}");
        return Known(id) is { } known
            ? Keep(context.Addresses.Share(known, name, known.Backend, known.Fields), known)
            : context.Addresses.Share(
                name,
                name,
                new() { PreserveHost = true, DirectResponse = new() { Status = Missing } },
                owner,
                $"There is no upstream '{id}' in the documents. Requests are answered with {Missing}.");
    }

    private string Keep(string name, Upstream upstream)
    {
        _made[name] = upstream;
        return name;
    }

    private Upstream? Known(string id) => context.Ask(new(TopicKind.Upstream, id), id, static (c, id) => c.Book<UpstreamBook>().Find(id));
}
