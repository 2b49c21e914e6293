namespace TrafficRouting.Manifests;

/// <summary>The backends of upstreams: <c>upstream-{id}</c> where they are referred to, else named after the route.</summary>
internal sealed class UpstreamBook(AddressBook addresses)
{
    private readonly Dictionary<string, (BackendOptions Backend, Fields Fields)> _known = new(StringComparer.Ordinal);

    /// <summary>Adds an upstream that routes refer to by its id.</summary>
    public void Add(Fields upstream)
    {
        if (upstream.Scalar("id") is not { } id)
            upstream.Error("id", "is required");
        else if (!_known.TryAdd(id.Value, (UpstreamReader.Read(upstream), upstream)))
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
        return addresses.Add(title, UpstreamReader.Read(upstream), upstream);
    }

    // Without a document of its own, configuration has to give the address.
    private string OfId(string id, Fields owner)
    {
        var name = ConfigurationName.Of($"upstream-{id}");
        if (_known.TryGetValue(id, out var known))
            return addresses.Share(name, name, () => known.Backend, known.Fields);
        owner.Warning("upstream_id", $"there is no upstream '{id}' in the documents; set Backends:{name}:Address in configuration");
        return addresses.Share(name, name, static () => new() { PreserveHost = true }, owner);
    }
}
