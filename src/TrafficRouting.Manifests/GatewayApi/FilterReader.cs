namespace TrafficRouting.Manifests;

/// <summary>Reads <c>filters</c> of a rule or of a backendRef.</summary>
internal sealed class FilterReader(BackendRefReader backends, RouteKind kind)
{
    public GatewayFilters Read(Fields owner)
    {
        Limits.Check(owner, "filters", 16);
        var filters = new GatewayFilters();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var filter in owner.Maps("filters"))
        {
            var type = filter.Choice("type", [.. kind.Filters.Keys]);
            if (type is null)
                filter.RequiredText("type");
            else if (!seen.Add(type) && type is not ("RequestMirror" or "ExtensionRef"))
                filter.Error("type", $"{type} cannot be repeated");
            else if (Body(filter, type) is { } body)
                Read(filter, type, body, filters);
        }

        if (seen.Contains("RequestRedirect") && seen.Contains("URLRewrite"))
            owner.Error("filters", "takes only one of RequestRedirect and URLRewrite");
        if (filters is { Redirect: not null, Mirrors.Count: > 0 })
            owner.Warning("filters", "RequestMirror has no effect beside RequestRedirect, which sends nothing");
        return filters;
    }

    private Fields? Body(Fields filter, string type)
    {
        foreach (var (other, field) in kind.Filters.Where(f => f.Key != type && filter.Has(f.Value)))
            filter.Error(field, $"goes with the type {other}, not {type}");
        var body = filter.Map(kind.Filters[type]);
        if (body is null)
            filter.Missing(kind.Filters[type], $"is required for the type {type}");
        return body;
    }

    private void Read(Fields filter, string type, Fields body, GatewayFilters filters)
    {
        switch (type)
        {
            case "RequestHeaderModifier":
                filters.RequestHeaders = HeaderModifierReader.Read(body);
                break;
            case "ResponseHeaderModifier":
                filters.ResponseHeaders = HeaderModifierReader.Read(body);
                break;
            case "RequestMirror":
                ReadMirror(body, filters);
                break;
            case "RequestRedirect":
                filters.Redirect = ReadRedirect(body);
                break;
            case "URLRewrite":
                filters.Rewrite = ReadRewrite(body);
                break;
            default:
                Reject(filter, type, body, filters);
                break;
        }
    }

    private void Reject(Fields filter, string type, Fields body, GatewayFilters filters)
    {
        if (type is "CORS")
        {
            CorsReader.Check(body);
            return;
        }

        filter.Warning("type", $"{type} is not known here; as the specification demands, its requests are answered with {kind.Failed} instead of going on without it");
        filters.IsUnresolved = true;
    }

    private void ReadMirror(Fields mirror, GatewayFilters filters)
    {
        var share = MirrorShareReader.Read(mirror);
        if (mirror.Map("backendRef") is not { } reference)
            mirror.Missing("backendRef");
        else if (backends.Read(reference, "nothing is mirrored") is { } target && share > 0)
            filters.Mirrors.Add(new(mirror, target, share));
        if (kind == RouteKind.Grpc)
            mirror.Warning("copies no gRPC call, which is a conversation; only other requests are mirrored");
    }

    private static RedirectOptions ReadRedirect(Fields redirect)
    {
        var path = PathModifierReader.Read(redirect.Map("path"));
        var status = redirect.Integer("statusCode") ?? 302;
        if (!RedirectStatus.Is(status))
            redirect.Error("statusCode", RedirectStatus.Wrong(status));
        var scheme = redirect.Choice("scheme", "http", "https");
        var port = redirect.Integer("port", 1, 65535);
        return new()
        {
            Scheme = scheme,
            Host = redirect.Text("hostname") is { Length: > 0 } host ? host : null,
            Port = port,
            PortFrom = port is null ? scheme is null ? RedirectPortSource.Request : RedirectPortSource.Scheme : null,
            Path = path.Full,
            PathPrefix = path.Prefix,
            Status = status,
        };
    }

    private static RewriteOptions ReadRewrite(Fields rewrite)
    {
        var path = PathModifierReader.Read(rewrite.Map("path"));
        return new() { Host = rewrite.Text("hostname") is { Length: > 0 } host ? host : null, Path = path.Full, PathPrefix = path.Prefix };
    }
}
