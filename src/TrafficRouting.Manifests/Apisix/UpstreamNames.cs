namespace TrafficRouting.Manifests;

/// <summary>The backends of upstreams: <c>upstream-{id}</c> where they are referred to, else named after the route.</summary>
internal sealed class UpstreamNames(ImportContext context)
{
    private const int Missing = 502;

    /// <summary>Gets the backend of an owner's <c>upstream_id</c> or <c>upstream</c>, or null when it has neither.</summary>
    public string? Find(Fields owner, string title)
    {
        if (owner.Has("upstream_id") && owner.Has("upstream"))
            owner.Error("upstream_id", "excludes upstream");
        if (owner.Scalar("upstream_id") is { } id)
            return OfId(id.Value, owner);
        return owner.Map("upstream") is { } upstream ? context.Addresses.Add(title, UpstreamReader.Read(upstream), upstream) : null;
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
            ? context.Addresses.Share(known, name, known.Backend, known.Fields)
            : context.Addresses.Share(
                name,
                name,
                new() { PreserveHost = true, DirectResponse = new() { Status = Missing } },
                owner,
                $"There is no upstream '{id}' in the documents. Requests are answered with {Missing}.");
    }

    private Upstream? Known(string id) => context.Ask(id, static (c, id) => c.Book<UpstreamBook>().Find(id));
}
