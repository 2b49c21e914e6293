namespace TrafficRouting.Manifests;

/// <summary>Reads <c>sessionPersistence</c> as sticky selection by the header or cookie that the caller sends.</summary>
internal static class SessionReader
{
    /// <summary>Reads the sessions of a rule, or null where there are none.</summary>
    /// <param name="session">The field.</param>
    /// <param name="rule">The rule, whose parts keep a caller together and whom other rules have nothing to do with.</param>
    public static StickyOptions? Read(Fields? session, string rule)
    {
        if (session is null)
            return null;

        var type = session.Choice("type", "Cookie", "Header") ?? "Cookie";
        var name = ReadName(session, type);
        if (session.Has("absoluteTimeout") && TimeoutReader.ReadOne(session, "absoluteTimeout") is null)
            return null;
        if (name is null && session.IsSound)
            session.Warning("has no name, and no session is made up here; requests are not tied to a backend");
        if (name is null)
            return null;

        session.Warning($"ties callers by the {type.ToLowerInvariant()} {name} that they send: none is made here, and a change of weights moves as few callers as it must");
        return type is "Header" ? new() { Header = name, Salt = rule } : new() { Cookie = name, Salt = rule };
    }

    // The name stood beside the type before it stood in a map of its own.
    private static string? ReadName(Fields session, string type)
    {
        var (cookie, header) = (session.Map("cookie"), session.Map("header"));
        if (cookie is not null && type is not "Cookie" && session.IsSound)
            session.Error("cookie", $"goes with the type Cookie, not {type}");
        if (header is not null && type is not "Header" && session.IsSound)
            session.Error("header", $"goes with the type Header, not {type}");
        var lifetime = (cookie ?? session.Map("cookieConfig"))?.Choice("lifetimeType", "Session", "Permanent");
        if (lifetime is "Permanent" && !session.Has("absoluteTimeout"))
            session.Missing("absoluteTimeout", "is required for a Permanent cookie");
        var name = type is "Header" ? header?.RequiredText("name") : cookie?.Text("name");
        name ??= session.Text("sessionName");
        if (name is not (null or "") && !HeaderModifierReader.IsName(name))
            session.Error($"'{name}' is not a name of a {type.ToLowerInvariant()}");
        return name is null or "" ? null : name;
    }
}
