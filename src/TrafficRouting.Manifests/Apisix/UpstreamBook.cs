namespace TrafficRouting.Manifests;

/// <summary>The backends of upstreams: <c>upstream-{id}</c> where they are referred to, else named after the route.</summary>
internal sealed class UpstreamBook(ImportContext context)
{
    private const int Missing = 502;

    private readonly Dictionary<string, BackendOptions> _known = new(StringComparer.Ordinal);

    /// <summary>Adds an upstream that routes refer to by its id.</summary>
    public void Add(Fields upstream)
    {
        if (upstream.Scalar("id") is not { } id)
            upstream.Missing("id");
        else if (!_known.TryAdd(id.Value, UpstreamReader.Read(upstream)))
            upstream.Error("id", $"'{id.Value}' is the id of another upstream already");
    }

    /// <summary>Gets the backend of an owner's <c>upstream_id</c> or <c>upstream</c>, or null when it has neither.</summary>
    public string? Find(Fields owner, string title)
    {
        if (owner.Has("upstream_id") && owner.Has("upstream"))
            owner.Error("upstream_id", "excludes upstream");
        if (owner.Scalar("upstream_id") is { } id)
            return OfId(id.Value, owner);
        if (owner.Map("upstream") is not { } upstream)
            return null;
        var name = ConfigurationName.Unused(title, context.Routing.Backends);
        context.Routing.Backends[name] = UpstreamReader.Read(upstream);
        return name;
    }

    /// <summary>Tells whether an owner refers to an upstream that is not in the documents, with a warning.</summary>
    public bool IsMissing(Fields owner)
    {
        if (owner.Scalar("upstream_id") is not { } id || _known.ContainsKey(id.Value))
            return false;
        owner.Warning("upstream_id", $"there is no upstream '{id.Value}' in the documents; as in APISIX, every request that comes to the rule is answered with 500");
        return true;
    }

    private string OfId(string id, Fields owner)
    {
        var name = ConfigurationName.Of($"upstream-{id}");
        if (_known.TryGetValue(id, out var known))
            context.Routing.Backends[name] = known;
        else if (context.Routing.Backends.TryAdd(name, new() { PreserveHost = true, DirectResponse = new() { Status = Missing }, Source = owner.Source }))
            WarnOfMissing(id, name, owner);
        return name;
    }

    // Answered as APISIX does, until configuration gives the address.
    private void WarnOfMissing(string id, string name, Fields owner)
    {
        var key = $"{context.Options.SectionName}:Backends:{name}:Address";
        var message = $"There is no upstream '{id}' in the documents. Requests are answered with {Missing}. Add it to the documents, or set {key}.";
        context.Problems.Add(new(FindingSeverity.Warning, key, message, owner.PositionOf("upstream_id").ToString()) { Backend = name });
    }
}
