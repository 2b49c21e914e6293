namespace TrafficRouting.Manifests;

/// <summary>The backends of upstreams: <c>upstream-{id}</c> where they are referred to, else named after the route.</summary>
internal sealed class UpstreamNames(ImportContext context)
{
    /// <summary>Gets the backend of an owner's <c>upstream_id</c> or <c>upstream</c>, or null when it has neither.</summary>
    public string? Find(Fields owner, string title)
    {
        if (owner.Has("upstream_id") && owner.Has("upstream"))
            owner.Error("upstream_id", "excludes upstream");
        if (owner.Scalar("upstream_id") is { } id)
            return OfId(id.Value, owner);
        return owner.Map("upstream") is { } upstream ? context.Addresses.Add(title, UpstreamReader.Read(upstream), upstream) : null;
    }

    // Without a document of its own, configuration has to give the address.
    private string OfId(string id, Fields owner)
    {
        var name = ConfigurationName.Of($"upstream-{id}");
        if (context.Ask(id, static (c, id) => c.Book<UpstreamBook>().Find(id)) is { } known)
            return context.Addresses.Share(known, name, known.Backend, known.Fields);
        owner.Warning("upstream_id", $"there is no upstream '{id}' in the documents; set Backends:{name}:Address in configuration");
        return context.Addresses.Share(name, name, new() { PreserveHost = true }, owner);
    }
}
