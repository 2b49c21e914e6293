namespace TrafficRouting.Manifests;

/// <summary>An upstream that routes refer to by its id.</summary>
internal sealed record Upstream(Fields Fields, string Id, BackendOptions Backend)
{
    public static Upstream? Read(Fields fields)
    {
        if (fields.Scalar("id") is { } id)
            return new(fields, id.Value, UpstreamReader.Read(fields));
        fields.Missing("id");
        return null;
    }
}
