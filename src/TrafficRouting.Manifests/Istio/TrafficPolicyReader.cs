namespace TrafficRouting.Manifests;

/// <summary>Reads a trafficPolicy, as far as a client's process can follow it.</summary>
internal static class TrafficPolicyReader
{
    /// <summary>Reads the policy, or null when there is none; what it leaves out is inherited.</summary>
    public static BackendPolicy? Read(Fields owner, BackendPolicy? inherited)
    {
        if (owner.Map("trafficPolicy") is not { } fields)
            return null;
        if (fields.IsEmpty)
            fields.Error("needs at least one field");
        if (fields.Has("tunnel") && fields.Has("proxyProtocol"))
            fields.Error("takes only one of tunnel and proxyProtocol");
        var policy = inherited ?? new();
        if (fields.Map("loadBalancer") is { } balancer)
            policy = ReadBalancer(balancer, policy);
        if (fields.Map("tls") is { } tls)
            policy = ReadTls(tls, policy);
        return policy;
    }

    private static BackendPolicy ReadBalancer(Fields balancer, BackendPolicy policy)
    {
        if (balancer.Has("simple") && balancer.Has("consistentHash"))
            balancer.Error("takes only one of simple and consistentHash");
        if (balancer.Has("localityLbSetting") && balancer.Has("zoneAwareLbSetting"))
            balancer.Error("takes only one of localityLbSetting and zoneAwareLbSetting");
        if (balancer.Map("consistentHash") is { } hash)
            return policy with { Sticky = ReadHash(hash) };
        var simple = balancer.Choice("simple", "UNSPECIFIED", "ROUND_ROBIN", "RANDOM", "LEAST_REQUEST", "LEAST_CONN", "PASSTHROUGH");
        if (simple is "LEAST_REQUEST" or "LEAST_CONN" or "PASSTHROUGH")
            balancer.Warning("simple", $"{simple} is not done here; endpoints take turns");
        return policy with { Selection = simple is "RANDOM" ? SelectionNames.Random : SelectionNames.RoundRobin, Sticky = null };
    }

    private static StickyOptions? ReadHash(Fields hash)
    {
        var (header, query, cookie) = (hash.Text("httpHeaderName"), hash.Text("httpQueryParameterName"), hash.Map("httpCookie"));
        var name = cookie?.RequiredText("name");
        if (new object?[] { header, query, cookie }.Count(k => k is not null) > 1)
            hash.Error("takes only one key");
        if (!hash.Has("useSourceIp") && header is null && query is null && cookie is null)
            hash.Incomplete("needs one of httpHeaderName, httpCookie, httpQueryParameterName and useSourceIp");
        return header is null && query is null && name is null ? null : new() { Header = header, Query = query, Cookie = name };
    }

    private static BackendPolicy ReadTls(Fields tls, BackendPolicy policy)
    {
        var mode = tls.Choice("mode", "DISABLE", "SIMPLE", "MUTUAL", "ISTIO_MUTUAL") ?? "DISABLE";
        if (mode is "MUTUAL")
            tls.Warning("mode", "MUTUAL needs a client certificate; give it to the client's primary handler");
        if (mode is "ISTIO_MUTUAL")
            tls.Warning("mode", "ISTIO_MUTUAL is between sidecars and means nothing here");
        return mode switch
        {
            "DISABLE" => policy with { IsTls = false },
            "ISTIO_MUTUAL" => policy,
            _ => policy with { IsTls = true },
        };
    }
}
