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
        isPossible &= ReadHeaders(match, options, IsOffMesh(match, gateways)) & ReadWithoutHeaders(match, options, IsOffMesh(match, gateways));
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
        PseudoHeaders.SetAuthority(options, condition);
    }

    // Only a gateway may look at claims, which it has checked; none of them is known here, so such a match never holds.
    private static bool IsOffMesh(Fields match, IReadOnlyList<string> gateways)
    {
        var own = match.Texts("gateways");
        var bound = own.Count > 0 ? own : gateways;
        return bound.Count > 0 && !bound.Contains(SourceSelector.Mesh, StringComparer.Ordinal);
    }

    private static bool ReadHeaders(Fields match, MatchOptions options, bool mayHaveClaims)
    {
        var isPossible = true;
        foreach (var name in match.Map("headers")?.Keys ?? [])
        {
            var headers = match.Map("headers")!;
            isPossible &= !(mayHaveClaims && name.StartsWith('@'));
            if (headers.IsNull(name))
                headers.Error(name, $"header match {name} cannot be null; write {{}} to ask for its presence");
            else if (ReadHeader(headers, name, mayHaveClaims) is not { } condition)
                continue;
            else if (PseudoHeaders.Is(name))
                PseudoHeaders.Add(options.AllOf, headers, name, condition);
            else
                AddHeader(options, name, name, condition);
        }

        return isPossible;
    }

    private static bool ReadWithoutHeaders(Fields match, MatchOptions options, bool mayHaveClaims)
    {
        var isPossible = true;
        foreach (var name in match.Map("withoutHeaders")?.Keys ?? [])
        {
            isPossible &= !(mayHaveClaims && name.StartsWith('@'));
            if (ReadHeader(match.Map("withoutHeaders")!, name, mayHaveClaims) is not { } condition)
                continue;
            if (PseudoHeaders.Is(name))
            {
                isPossible &= condition.Present is null;
                PseudoHeaders.Add(options.NoneOf, match.Map("withoutHeaders")!, name, condition);
                continue;
            }

            var index = 0;
            foreach (var turned in StringMatchReader.Without(condition))
                AddHeader(options, $"without-{index++}-{name}", name, turned);
        }

        return isPossible;
    }

    // A name may be there in several spellings, each with a condition that counts.
    private static void AddHeader(MatchOptions options, string wanted, string name, StringConditionOptions condition)
    {
        var key = ConfigurationName.Unused(wanted, options.Headers);
        condition.Name = key == name ? null : name;
        options.Headers[key] = condition;
    }

    private static StringConditionOptions? ReadHeader(Fields headers, string name, bool mayHaveClaims)
    {
        if (name.StartsWith('@') && mayHaveClaims)
            headers.Warning(name, "asks for claims of a token, which only a gateway has checked; the match never holds here");
        else if (name.StartsWith('@'))
            headers.Error(name, "asks for claims of a token, which only a gateway has checked");
        else if (name is ":path")
            headers.Error(name, "is not supported as a header; write uri");
        else if (Reserved.Contains(name, StringComparer.Ordinal))
            headers.Warning(name, $"is ignored as a header, as Istio does; write it as the field '{name}' of the match");
        else
            return ReadOrPresence(headers, name);
        return null;
    }

    // Null asks for presence, where the cluster takes it.
    private static StringConditionOptions? ReadOrPresence(Fields owner, string name) =>
        owner.IsNull(name) ? new() { Present = true } : owner.Map(name) is { } match ? StringMatchReader.Read<StringConditionOptions>(match) : null;

    private static void ReadQuery(Fields match, MatchOptions options)
    {
        if (match.Map("queryParams") is not { } query)
            return;
        foreach (var name in query.Keys)
        {
            if (ReadOrPresence(query, name) is { } condition)
                options.Query[name] = condition;
        }
    }
}
