namespace TrafficRouting.Manifests;

/// <summary>Reads a trafficPolicy, as far as a client's process can follow it.</summary>
internal static class TrafficPolicyReader
{
    /// <summary>Reads the policy, or null when there is none; what it leaves out is inherited.</summary>
    public static BackendPolicy? Read(Fields owner, BackendPolicy? inherited)
    {
        if (owner.Map("trafficPolicy") is not { } fields)
            return null;
        var policy = inherited ?? new();
        if (fields.Map("loadBalancer") is { } balancer)
            policy = ReadBalancer(balancer, policy);
        if (fields.Map("tls") is { } tls)
            policy = ReadTls(tls, policy);
        fields.Warn("connectionPool", "is not done here; configure the client's primary handler");
        fields.Warn("outlierDetection", "is not done here; add a resilience handler");
        fields.Warn("portLevelSettings", "is not done here; every port has the same settings");
        fields.Warn("tunnel", "is not done here");
        fields.Warn("proxyProtocol", "is not done here");
        fields.Warn("retryBudget", "is not done here; add a resilience handler");
        return policy;
    }

    private static BackendPolicy ReadBalancer(Fields balancer, BackendPolicy policy)
    {
        balancer.Warn("localityLbSetting", "is not done here; every endpoint counts alike");
        balancer.Warn("warmup", "is not done here");
        balancer.Warn("warmupDurationSecs", "is not done here");
        if (balancer.Has("simple") && balancer.Has("consistentHash"))
            balancer.Error("takes only one of simple and consistentHash");
        if (balancer.Map("consistentHash") is { } hash)
            return policy with { Sticky = ReadHash(hash) };
        var simple = balancer.Choice("simple", "UNSPECIFIED", "ROUND_ROBIN", "RANDOM", "LEAST_REQUEST", "LEAST_CONN", "PASSTHROUGH");
        if (simple is "LEAST_REQUEST" or "LEAST_CONN" or "PASSTHROUGH")
            balancer.Warning("simple", $"{simple} is not done here; endpoints take turns");
        return policy with { Selection = simple is "RANDOM" ? SelectionKind.Random : SelectionKind.RoundRobin, Sticky = null };
    }

    private static StickyOptions? ReadHash(Fields hash)
    {
        hash.Ignore("minimumRingSize", "ringHash", "maglev");
        hash.Warn("useSourceIp", "means nothing in a client, whose requests all come from one address; endpoints take turns");
        var (header, query, cookie) = (hash.Text("httpHeaderName"), hash.Text("httpQueryParameterName"), hash.Map("httpCookie"));
        var name = cookie?.RequiredText("name");
        cookie?.Ignore("path", "attributes");
        cookie?.Warn("ttl", "is not done here: no cookie is made, only one that the caller sends counts");
        if (new object?[] { header, query, cookie }.Count(k => k is not null) > 1)
            hash.Error("takes only one key");
        if (!hash.Has("useSourceIp") && header is null && query is null && cookie is null)
            hash.Error("needs one of httpHeaderName, httpCookie, httpQueryParameterName and useSourceIp");
        return header is null && query is null && name is null ? null : new() { Header = header, Query = query, Cookie = name };
    }

    private static BackendPolicy ReadTls(Fields tls, BackendPolicy policy)
    {
        _ = tls.Keys;
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
