using System.Text.RegularExpressions;

namespace TrafficRouting.Manifests;

/// <summary>Reads the plugin proxy-mirror. Copies carry the Host of the request itself: the caller's, the upstream's own, or the node's.</summary>
internal sealed partial class MirrorPluginReader(ImportContext context, UpstreamNames upstreams)
{
    public IReadOnlyList<KeyValuePair<string, MirrorOptions>> Read(Fields plugin, ApisixRoute route)
    {
        var (host, path) = (plugin.RequiredText("host"), plugin.Text("path"));
        var isPrefix = plugin.Choice("path_concat_mode", "replace", "prefix") is "prefix";
        var ratio = plugin.Number("sample_ratio", 0.00001, 1) ?? 1;
        if (host is null)
            return [];
        if (!Host().IsMatch(host))
            plugin.Error("host", $"must be http, https, grpc or grpcs with a host and no path, such as http://127.0.0.1:9797");
        if (path is not null && (path is not ['/', _, ..] || path.AsSpan().ContainsAny('?', '&')))
            plugin.Error("path", $"'{path}' must begin with '/', have more than that, and neither '?' nor '&'");

        var address = host.Replace("grpc", "http", StringComparison.Ordinal) + (isPrefix ? path : string.Empty);
        var byNode = route.Rules.SelectMany(r => r.Upstreams).Select(u => u.Backend).Append(route.Backend).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)
            .GroupBy(upstreams.NodeOf, StringComparer.Ordinal)
            .Select(g => (Node: g.Key, Backends: g.ToList()))
            .DefaultIfEmpty((null, []))
            .ToList();
        return [.. byNode.Select(n => KeyValuePair.Create(
            context.Addresses.Add($"{route.Name}_mirror", Backend(n.Node, n.Backends), plugin),
            Mirror(byNode.Count == 1 ? [] : n.Backends)))];

        BackendOptions Backend(string? node, List<string> backends)
        {
            if (node is not null && backends.Exists(upstreams.HasNodes))
                plugin.Warning("host", $"copies of what goes to several nodes under their own names carry the Host of the first one, {node}");
            var replaced = isPrefix ? null : path;
            return new() { Address = address, PreserveHost = node is null, Rewrite = node is null && replaced is null ? null : new() { Host = node, Path = replaced } };
        }

        MirrorOptions Mirror(List<string> backends)
        {
            var mirror = context.NewMirror(ratio * 100, plugin);
            // The suffix is Istio's alone.
            mirror.HostSuffix = null;
            foreach (var name in backends)
                mirror.Backends.Add(name);
            return mirror;
        }
    }

    [GeneratedRegex(@"^(?:https?|grpcs?)://(?:[0-9a-zA-Z.-]+|\[[0-9a-fA-F:]+\])(?::[0-9]+)?$", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Host();
}
