using System.Text.RegularExpressions;
using TrafficRouting.Configuration;
using TrafficRouting.Manifests.Documents;
using TrafficRouting.Manifests.Importing;

namespace TrafficRouting.Manifests.Apisix;

/// <summary>Reads the plugin proxy-mirror.</summary>
internal static partial class MirrorPluginReader
{
    public static (string Backend, MirrorOptions Mirror)? Read(Fields plugin, string route, ImportContext context)
    {
        var (host, path) = (plugin.RequiredText("host"), plugin.Text("path"));
        var mode = plugin.Choice("path_concat_mode", "replace", "prefix") ?? "replace";
        var ratio = plugin.Number("sample_ratio", 0.00001, 1) ?? 1;
        if (host is null)
            return null;
        if (!Host().IsMatch(host))
            plugin.Error("host", $"must be http, https, grpc or grpcs with a host and no path, such as http://127.0.0.1:9797");
        if (path is not null && mode is "replace")
            plugin.Error("path", "replaces the path of copies, which is not supported; leave it out, or use path_concat_mode: prefix");
        if (path is not null && !path.StartsWith('/'))
            plugin.Error("path", "must begin with '/'");

        var name = ConfigurationName.Unused($"{route}_mirror", context.Routing.Backends);
        var address = host.Replace("grpc", "http", StringComparison.Ordinal);
        context.Routing.Backends[name] = new() { Address = path is null ? address : address + path, Source = plugin.Source };
        var mirror = context.NewMirror(ratio * 100, plugin.Source);
        // The suffix is Istio's alone.
        mirror.HostSuffix = null;
        return (name, mirror);
    }

    [GeneratedRegex("^(?:https?|grpcs?)://[^/?#@ ]+$", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Host();
}
