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
        var name = session.Text("sessionName");
        session.Warn("absoluteTimeout", "is not done here: the session lasts as long as the caller sends its value");
        session.Warn("idleTimeout", "is not done here: the session lasts as long as the caller sends its value");
        session.Map("cookieConfig")?.Warn("lifetimeType", "is not done here: no cookie is made, only one that the caller sends counts");
        if (string.IsNullOrEmpty(name))
        {
            session.Warning("sessionName", "is not given, and no session is made up here; requests are not tied to a backend");
            return null;
        }

        session.Warning($"ties callers by the {type.ToLowerInvariant()} {name} that they send: none is made here, and a change of weights moves as few callers as it must");
        return type is "Header" ? new() { Header = name, Salt = rule } : new() { Cookie = name, Salt = rule };
    }
}
