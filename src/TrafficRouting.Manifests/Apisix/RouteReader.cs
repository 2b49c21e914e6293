using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Reads a route.</summary>
internal sealed class RouteReader(ImportContext context)
{
    private const string Split = "traffic-split";
    private const string Mirror = "proxy-mirror";

    private readonly UpstreamNames _upstreams = new(context);
    private int _count;

    public ApisixRoute? Read(Fields route)
    {
        var id = route.Scalar("id")?.Value;
        var name = ConfigurationName.Of(route.Text("name") ?? id ?? $"route-{_count.ToString(CultureInfo.InvariantCulture)}");
        _count++;
        var read = new ApisixRoute(route, name)
        {
            Hosts = ReadHosts(route),
            Matches = UriReader.Read(route),
            Vars = route.Has("vars") ? new VarsReader(route).Read() : null,
            Priority = route.Integer("priority") ?? 0,
            Backend = _upstreams.Find(route, name),
        };
        read = ReadPlugins(route, read with { Failover = UpstreamRetries.Of(route, read.Backend is null ? [] : [read.Backend], _upstreams) });
        if (read.Backend is null && route.IsSound && !read.Rules.Any(r => r.Matches is null))
            route.Warning("has no upstream, so what no rule takes is answered with 503");
        return route.Integer("status", 0, 1) == 0 ? null : read;
    }

    private static List<string> ReadHosts(Fields route)
    {
        if (route.Has("host") && route.Has("hosts"))
            route.Error("hosts", "excludes host");
        var hosts = route.Text("host") is { } host ? [host] : route.Texts("hosts");
        return [.. hosts.Select(h => h.ToLowerInvariant()).DefaultIfEmpty(Hostnames.Any).Distinct(StringComparer.Ordinal)];
    }

    private ApisixRoute ReadPlugins(Fields route, ApisixRoute read)
    {
        if (route.Map("plugins") is not { } plugins)
            return read;
        foreach (var other in plugins.Keys.Where(k => k is not (Split or Mirror)))
            plugins.Warning(other, "is not done here; only traffic-split and proxy-mirror are");

        if (Enabled(plugins, Split) is { } split)
            read = read with { Rules = new SplitReader(_upstreams).Read(split, read.Name, read.Backend) };
        return Enabled(plugins, Mirror) is { } plugin ? read with { Mirrors = new MirrorPluginReader(context, _upstreams).Read(plugin, read) } : read;
    }

    private static Fields? Enabled(Fields plugins, string name)
    {
        var plugin = plugins.Map(name);
        return plugin?.Map("_meta")?.Flag("disable") is true ? null : plugin;
    }
}
