namespace TrafficRouting.Manifests;

/// <summary>An upstream of a route's own, or one that routes refer to by its id.</summary>
/// <param name="Fields">Where it is written.</param>
/// <param name="Id">The id; empty for a route's own.</param>
/// <param name="Backend">Its nodes.</param>
/// <param name="Retries">How often a request is sent again; 0 where it does not say.</param>
internal sealed record Upstream(Fields Fields, string Id, BackendOptions Backend, int Retries)
{
    public static Upstream? Read(Fields fields)
    {
        if (fields.Scalar("id") is { } id)
            return ReadOwn(fields) with { Id = id.Value };
        fields.Missing("id");
        return null;
    }

    public static Upstream ReadOwn(Fields fields)
    {
        var backend = UpstreamReader.Read(fields);
        // Each node is tried once.
        return new(fields, string.Empty, backend, Math.Min(fields.Integer("retries", least: 0) ?? 0, Math.Max(0, backend.Endpoints.Count - 1)));
    }
}
