using System.Text.RegularExpressions;

namespace TrafficRouting.Manifests;

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
        if (path is not null && (path is not ['/', _, ..] || path.AsSpan().ContainsAny('?', '&')))
            plugin.Error("path", $"'{path}' must begin with '/', have more than that, and neither '?' nor '&'");

        var address = host.Replace("grpc", "http", StringComparison.Ordinal);
        var backend = new BackendOptions { Address = mode is "prefix" ? address + path : address };
        if (mode is "replace" && path is not null)
            backend.Rewrite = new() { Path = path };
        var name = context.Addresses.Add($"{route}_mirror", backend, plugin);
        var mirror = context.NewMirror(ratio * 100, plugin);
        // The suffix is Istio's alone.
        mirror.HostSuffix = null;
        return (name, mirror);
    }

    [GeneratedRegex("^(?:https?|grpcs?)://[^/?#@ ]+$", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Host();
}
