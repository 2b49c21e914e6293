namespace TrafficRouting.Manifests;

/// <summary>Reads LoadBalancerSettings: how endpoints are chosen.</summary>
internal static class LoadBalancerReader
{
    private const int LargestTable = 5_000_011;

    public static LoadBalancing? Read(Fields? balancer)
    {
        if (balancer is null)
            return null;
        if (balancer.Has("simple") && balancer.Has("consistentHash"))
            balancer.Error("takes only one of simple and consistentHash");
        if (balancer.Has("localityLbSetting") && balancer.Has("zoneAwareLbSetting"))
            balancer.Error("takes only one of localityLbSetting and zoneAwareLbSetting");
        if (balancer.Map("warmup") is { } warmup && !warmup.Has("duration"))
            warmup.Missing("duration");
        if (balancer.Map("consistentHash") is { } hash)
            return LoadBalancing.InTurn with { Sticky = ReadHash(hash) };
        var simple = balancer.Choice("simple", "UNSPECIFIED", "ROUND_ROBIN", "RANDOM", "LEAST_REQUEST", "LEAST_CONN", "PASSTHROUGH");
        if (simple is "LEAST_REQUEST" or "LEAST_CONN" or "PASSTHROUGH")
            balancer.Warning("simple", $"{simple} is not done here; endpoints take turns");
        return simple is "RANDOM" ? new(SelectionNames.Random) : LoadBalancing.InTurn;
    }

    private static StickyOptions? ReadHash(Fields hash)
    {
        var (header, query, cookie) = (hash.Text("httpHeaderName"), hash.Text("httpQueryParameterName"), hash.Map("httpCookie"));
        var name = cookie?.RequiredText("name");
        if (new object?[] { header, query, cookie }.Count(k => k is not null) > 1)
            hash.Error("takes only one key");
        if (!hash.Has("useSourceIp") && header is null && query is null && cookie is null)
            hash.Incomplete("needs one of httpHeaderName, httpCookie, httpQueryParameterName and useSourceIp");
        CheckSizes(hash);
        return header is null && query is null && name is null ? null : new() { Header = header, Query = query, Cookie = name };
    }

    private static void CheckSizes(Fields hash)
    {
        if (hash.Has("minimumRingSize") && (hash.Has("ringHash") || hash.Has("maglev")))
            hash.Error("minimumRingSize", "excludes ringHash and maglev");
        if (hash.Map("maglev") is not { } maglev)
            return;
        var size = maglev.Integer("tableSize", 1, LargestTable - 1);
        if (!maglev.Has("tableSize"))
            maglev.Missing("tableSize");
        else if (size is { } number && !IsPrime(number))
            maglev.Error("tableSize", $"must be a prime number, not {number}");
    }

    private static bool IsPrime(int number)
    {
        for (var factor = 2; factor * factor <= number; factor++)
        {
            if (number % factor == 0)
                return false;
        }

        return true;
    }
}
