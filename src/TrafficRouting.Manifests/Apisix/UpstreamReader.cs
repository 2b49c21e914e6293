using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Reads an upstream as a backend.</summary>
internal static class UpstreamReader
{
    public static BackendOptions Read(Fields upstream)
    {
        var scheme = upstream.Choice("scheme", "http", "https", "grpc", "grpcs") is "https" or "grpcs" ? "https" : "http";
        var backend = new BackendOptions();
        ReadHost(upstream, backend);
        ReadBalancer(upstream, backend);
        foreach (var node in ReadNodes(upstream))
            backend.Endpoints[ConfigurationName.Unused(node.Host, backend.Endpoints)] = upstream.Locate(new EndpointOptions { Address = $"{scheme}://{node.Host}", Weight = node.Weight });
        // One without nodes has an error of its own.
        if (backend.Endpoints.Count == 0)
            backend.DirectResponse = new() { Status = 503 };
        if (backend.Endpoints.Count == 1)
        {
            backend.Address = backend.Endpoints.Values.First().Address;
            backend.Endpoints.Clear();
        }

        return backend;
    }

    private static void ReadHost(Fields upstream, BackendOptions backend)
    {
        var mode = upstream.Choice("pass_host", "pass", "node", "rewrite") ?? "pass";
        var host = upstream.Text("upstream_host");
        backend.PreserveHost = mode is "pass";
        if (mode is "rewrite")
            backend.Rewrite = new() { Host = upstream.RequiredText("upstream_host") };
        else if (host is not null)
            upstream.Warning("upstream_host", "counts only with pass_host: rewrite");
    }

    private static void ReadBalancer(Fields upstream, BackendOptions backend)
    {
        var type = upstream.Choice("type", "roundrobin", "chash", "ewma", "least_conn") ?? "roundrobin";
        if (type is "ewma" or "least_conn")
            upstream.Warning("type", $"{type} is not done here; nodes take turns");
        var on = upstream.Choice("hash_on", "vars", "header", "cookie", "consumer", "vars_combinations") ?? "vars";
        var key = upstream.Text("key");
        if (type is not "chash")
            return;
        backend.Sticky = (on, key) switch
        {
            ("header", { } header) => OfHeader(header),
            ("cookie", { } cookie) => new() { Cookie = cookie },
            ("vars", ['a', 'r', 'g', '_', _, ..]) => new() { Query = key[4..] },
            ("vars", ['h', 't', 't', 'p', '_', _, ..]) => OfHeader(key[5..]),
            ("vars", ['c', 'o', 'o', 'k', 'i', 'e', '_', _, ..]) => new() { Cookie = key[7..] },
            _ => null,
        };
        if (backend.Sticky is null)
            upstream.Warning("key", "is nothing that a client's request carries; nodes take turns");
    }

    private static StickyOptions OfHeader(string name)
    {
        StickyOptions? sticky = null;
        foreach (var spelling in HeaderSpellings.Of(name).Reverse())
            sticky = new() { Header = spelling, Fallback = sticky };
        return sticky!;
    }

    private static IEnumerable<(string Host, int Weight)> ReadNodes(Fields upstream)
    {
        if (!upstream.Has("nodes") && !upstream.Has("service_name"))
            upstream.Missing("nodes");
        if (upstream.IsList("nodes"))
        {
            foreach (var node in upstream.Maps("nodes"))
            {
                var port = node.Integer("port", 1, 65535);
                var weight = node.Integer("weight", least: 0) ?? 1;
                if (node.RequiredText("host") is not { } written)
                    continue;
                var host = written[0] != '[' && written.AsSpan().Count(':') > 1 ? $"[{written}]" : written;
                yield return (port is null ? host : $"{host}:{port.Value.ToString(CultureInfo.InvariantCulture)}", weight);
            }

            yield break;
        }

        var nodes = upstream.Map("nodes");
        foreach (var node in nodes?.Keys ?? [])
            yield return (node, nodes!.Integer(node, least: 0) ?? 1);
    }
}
