namespace TrafficRouting.Manifests;

/// <summary>Reads an HTTPMatchRequest.</summary>
internal static class HttpMatchReader
{
    private static readonly string[] Reserved = ["uri", "scheme", "method", "authority"];

    /// <summary>Reads a match, or null when it cannot hold for this application, or for any request.</summary>
    public static HttpMatch? Read(Fields match, IReadOnlyList<string> gateways, string @namespace, SourceSelector selector)
    {
        var options = match.Locate(new MatchOptions { Port = match.Integer("port", 1, 65535) });
        var isPossible = ReadPath(match, options);
        options.Method = ReadPseudo(match, "method");
        options.Scheme = ReadPseudo(match, "scheme");
        ReadAuthority(match.Map("authority"), options);
        ReadHeaders(match, options);
        ReadWithoutHeaders(match, options);
        ReadQuery(match, options);
        var name = match.Text("name");

        IstioNames.CheckGateways(match);
        IstioNames.CheckLabels(match, "sourceLabels");
        if (match.Text("sourceNamespace") is { Length: > 0 } source && !IstioNames.IsLabel(source))
            match.Error("sourceNamespace", $"must be the name of a namespace, not '{source}'");
        var own = match.Texts("gateways");
        var isMeant = selector.TakesGateways(own.Count > 0 ? own : gateways, @namespace) & selector.TakesSource(match);
        return isPossible && isMeant ? new(match, name, options) : null;
    }

    private static bool ReadPath(Fields match, MatchOptions options)
    {
        var ignoreCase = match.Flag("ignoreUriCase") ?? false;
        if (match.Map("uri") is not { } uri || StringMatchReader.Read<PathConditionOptions>(uri, takesEmptyPrefix: true) is not { Present: null } path)
            return true;
        // A regex says by itself, with (?i), that letters' case means nothing.
        path.IgnoreCase = ignoreCase && path.Regex is null;
        options.Path = path;
        var literal = path.Exact ?? path.Prefix;
        if (literal is null or "" || (literal[0] == '/' && !literal.AsSpan().ContainsAny('?', '#')))
            return true;
        match.Warning("uri", $"never matches: the path of a request begins with '/' and ends before '?' and '#', unlike '{literal}'");
        return false;
    }

    private static StringConditionOptions? ReadPseudo(Fields match, string name) =>
        match.Map(name) is { } map && StringMatchReader.Read<StringConditionOptions>(map) is { Present: null } condition ? condition : null;

    private static void ReadAuthority(Fields? authority, MatchOptions options)
    {
        if (authority is null || StringMatchReader.Read<StringConditionOptions>(authority) is not { Present: null } condition)
            return;
        // The host is compared without port, so an exact one that names its port asks for both.
        if (condition.Exact is { } exact && HostAndPort.TrySplit(exact, out var host, out var port))
        {
            condition.Exact = host;
            options.Port ??= port;
        }

        condition.IgnoreCase = true;
        options.Host = condition;
    }

    private static void ReadHeaders(Fields match, MatchOptions options)
    {
        if (match.Map("headers") is not { } headers)
            return;
        foreach (var name in headers.Keys)
        {
            if (ReadHeader(headers, name) is not { } condition)
                continue;
            if (name is ":method" or ":scheme" or ":authority")
                AddPseudo(headers, name, condition, options);
            else
                options.Headers[name] = condition;
        }
    }

    private static void ReadWithoutHeaders(Fields match, MatchOptions options)
    {
        if (match.Map("withoutHeaders") is not { } headers)
            return;
        foreach (var name in headers.Keys)
        {
            if (ReadHeader(headers, name) is not { } condition)
                continue;
            var index = 0;
            foreach (var turned in StringMatchReader.Without(condition))
            {
                turned.Name = name;
                options.Headers[$"without-{index++}-{name}"] = turned;
            }
        }
    }

    private static StringConditionOptions? ReadHeader(Fields headers, string name)
    {
        if (headers.IsNull(name))
            headers.Error(name, $"header match {name} cannot be null; write {{}} to ask for its presence");
        else if (name.StartsWith('@'))
            headers.Error(name, "asks for claims of a token, which only a gateway has checked");
        else if (name is ":path")
            headers.Error(name, "is not supported as a header; write uri");
        else if (Reserved.Contains(name, StringComparer.Ordinal))
            headers.Warning(name, $"is ignored as a header, as Istio does; write it as the field '{name}' of the match");
        else if (headers.Map(name) is { } match)
            return StringMatchReader.Read<StringConditionOptions>(match);
        return null;
    }

    private static void AddPseudo(Fields headers, string name, StringConditionOptions condition, MatchOptions options)
    {
        // It stands beside the field of the same meaning, so both have to hold.
        var inner = headers.Locate(new MatchOptions());
        if (name is ":method")
            inner.Method = condition;
        else if (name is ":scheme")
            inner.Scheme = condition;
        else
            inner.Host = condition;
        options.AllOf.Add(inner);
    }

    private static void ReadQuery(Fields match, MatchOptions options)
    {
        if (match.Map("queryParams") is not { } query)
            return;
        foreach (var name in query.Keys)
        {
            if (query.IsNull(name))
                query.Error(name, "cannot be null; write {} to ask for its presence");
            else if (query.Map(name) is { } map && StringMatchReader.Read<StringConditionOptions>(map) is { } condition)
                options.Query[name] = condition;
        }
    }
}
