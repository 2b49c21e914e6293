using System.Text.Json.Nodes;

namespace TrafficRouting.Manifests;

/// <summary>Translates what is done with requests on their way.</summary>
internal sealed class RuleFilters(Places places, Unsaid unsaid)
{
    private static readonly MirrorOptions Usual = new();

    /// <summary>Translates the edits and copies of a route for one of its matches.</summary>
    /// <param name="route">The route.</param>
    /// <param name="path">Its path below the section.</param>
    /// <param name="taken">What of the path the match takes, and how an HTTPRoute says it.</param>
    /// <param name="namespace">The namespace of the HTTPRoute.</param>
    public JsonArray OfRoute(Route route, string path, (PathMatch Part, MatchDraft Draft) taken, string @namespace)
    {
        var filters = new JsonArray();
        Add(filters, "RequestHeaderModifier", "requestHeaderModifier", HeaderModifier.Of(route.Options.RequestHeaders, $"{path}:RequestHeaders", route.Options, unsaid));
        Add(filters, "ResponseHeaderModifier", "responseHeaderModifier", HeaderModifier.Of(route.Options.ResponseHeaders, $"{path}:ResponseHeaders", route.Options, unsaid));
        Add(filters, "RequestRedirect", "requestRedirect", Redirect(route.Options, path, taken));
        Add(filters, "URLRewrite", "urlRewrite", Rewrite(route.Options.Rewrite, host: null, $"{path}:Rewrite", route.Options, taken));
        foreach (var mirror in route.Mirrors.Where(m => m.Options.Backends.Count == 0))
            Add(filters, mirror, path, @namespace);
        return filters;
    }

    /// <summary>Translates the edits of a backend, and the copies of its requests alone.</summary>
    public JsonArray OfBackend(Route route, Backend backend, string path, (PathMatch Part, MatchDraft Draft) taken, string @namespace)
    {
        var (own, options) = ($"Backends:{backend.Name}", backend.Options);
        var filters = new JsonArray();
        Add(filters, "RequestHeaderModifier", "requestHeaderModifier", HeaderModifier.Of(options.RequestHeaders, $"{own}:RequestHeaders", options, unsaid));
        Add(filters, "ResponseHeaderModifier", "responseHeaderModifier", HeaderModifier.Of(options.ResponseHeaders, $"{own}:ResponseHeaders", options, unsaid));
        var host = route.Options.Rewrite?.Host is null ? places.Of(backend.Name).Host : null;
        Add(filters, "URLRewrite", "urlRewrite", Rewrite(options.Rewrite, host, $"{own}:Rewrite", options, taken));
        foreach (var mirror in route.Mirrors.Where(m => m.Options.Backends.Contains(backend.Name, StringComparer.OrdinalIgnoreCase)))
            Add(filters, mirror, path, @namespace);
        return filters;
    }

    public static JsonObject Reference(Place place, string @namespace)
    {
        var reference = new JsonObject { ["name"] = place.Service.Name };
        if (place.Service.Namespace != @namespace)
            reference["namespace"] = place.Service.Namespace;
        reference["port"] = place.Port;
        return reference;
    }

    private static void Add(JsonArray filters, string type, string key, JsonObject? body)
    {
        if (body is not null)
            filters.Add((JsonNode)new JsonObject { ["type"] = type, [key] = body });
    }

    private void Add(JsonArray filters, Mirror mirror, string path, string @namespace)
    {
        var (at, options) = ($"{path}:Mirrors:{mirror.Backend.Name}", mirror.Options);
        unsaid.AddKeys(at, MirrorOptions.Shape, options, ["Enabled", "Percentage", "Methods", "Backends", "ForwardCredentials", "ApplyBackendHeaders"]);
        if (!options.Methods.Contains("*", StringComparer.Ordinal))
            unsaid.Add($"{at}:Methods", options, "An HTTPRoute copies requests of every method.");
        if (options.ForwardCredentials == Usual.ForwardCredentials)
            unsaid.Add($"{at}:ForwardCredentials", options, "An HTTPRoute copies Authorization and Cookie too.");
        var body = new JsonObject { ["backendRef"] = Reference(places.Of(mirror.Backend.Name), @namespace) };
        var share = Percentage.FromPercent(options.Percentage).Value;
        if (share != Math.Floor(share))
            body["fraction"] = new JsonObject { ["numerator"] = (int)Math.Round(share * 10_000), ["denominator"] = 1_000_000 };
        else if (share < 100)
            body["percent"] = (int)share;
        Add(filters, "RequestMirror", "requestMirror", body);
    }

    private JsonObject? Redirect(RouteOptions options, string path, (PathMatch Part, MatchDraft Draft) taken)
    {
        if (options.Redirect is not { } redirect)
            return null;
        var json = new JsonObject();
        if (redirect.Scheme is not null)
            json["scheme"] = redirect.Scheme;
        if (redirect.Host is not null)
            json["hostname"] = redirect.Host;
        if (Modifier(redirect.Path, redirect.PathPrefix, $"{path}:Redirect", options, taken) is { } modifier)
            json["path"] = modifier;
        if (redirect.Port is not null)
            json["port"] = redirect.Port;
        json["statusCode"] = redirect.Status;
        if (redirect.PortFrom is RedirectPortSource.Scheme && redirect is { Port: null, Scheme: null })
            unsaid.Add($"{path}:Redirect:PortFrom", options, "An HTTPRoute keeps the port that is called.");
        return json;
    }

    private JsonObject? Rewrite(RewriteOptions? rewrite, string? host, string path, object entry, (PathMatch Part, MatchDraft Draft) taken)
    {
        var json = new JsonObject();
        if ((rewrite?.Host ?? host) is { } name)
        {
            if (Uri.CheckHostName(name) is UriHostNameType.Dns)
                json["hostname"] = name.ToLowerInvariant();
            else
                unsaid.Add($"{path}:Host", entry, "An HTTPRoute's hostname has neither port nor address; it is left out.");
        }

        if (rewrite?.Regex is not null)
            unsaid.Add($"{path}:Regex", entry, "An HTTPRoute replaces no patterns; it is left out.");
        if (Modifier(rewrite?.Path, rewrite?.PathPrefix, path, entry, taken) is { } modifier)
            json["path"] = modifier;
        return json.Count == 0 ? null : json;
    }

    private JsonObject? Modifier(string? whole, string? prefix, string path, object entry, (PathMatch Part, MatchDraft Draft) taken)
    {
        if (whole is null && prefix is null)
            return null;
        if (whole is null && taken is { Part.Kind: PathMatchKind.Literal })
        {
            unsaid.Add($"{path}:PathPrefix", entry, "An HTTPRoute replaces whole segments alone, and the match takes a beginning letter by letter; it is left out.");
            return null;
        }

        return whole is null && taken is { Part.Kind: PathMatchKind.Segments, Draft.Path.Type: "PathPrefix" }
            ? new() { ["type"] = "ReplacePrefixMatch", ["replacePrefixMatch"] = prefix!.Length == 0 ? "/" : prefix }
            : new() { ["type"] = "ReplaceFullPath", ["replaceFullPath"] = whole ?? (prefix!.Length == 0 ? "/" : prefix) };
    }
}
