namespace TrafficRouting.Manifests;

/// <summary>Checks a CorsPolicy, which is the affair of the server that browsers talk to.</summary>
internal static class CorsPolicyReader
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE", "*"];

    public static void Read(Fields rule)
    {
        if (rule.Map("corsPolicy") is not { } policy)
            return;
        foreach (var origin in policy.Maps("allowOrigins"))
            CheckOrigin(origin);
        _ = policy.Texts("allowOrigin");
        foreach (var method in policy.Texts("allowMethods").Where(m => !Methods.Contains(m, StringComparer.Ordinal)))
            policy.Error("allowMethods", $"'{method}' is no method; allowed: {string.Join(", ", Methods)}");
        CheckNames(policy, "allowHeaders");
        CheckNames(policy, "exposeHeaders");
        if (policy.Duration("maxAge") is { } age && (age < TimeSpan.FromSeconds(1) || age.Ticks % TimeSpan.TicksPerSecond != 0))
            policy.Error("maxAge", "must be whole seconds, such as 24h or 90s");
        _ = policy.Flag("allowCredentials");
        _ = policy.Choice("unmatchedPreflights", "UNSPECIFIED", "FORWARD", "IGNORE");
    }

    private static void CheckOrigin(Fields origin)
    {
        // What asks for mere presence elsewhere is empty or no pattern.
        if (StringMatchReader.Read<StringConditionOptions>(origin) is { Present: true } or { Exact: "" })
            origin.Incomplete("must have one of exact, prefix and regex, and not an empty one");
    }

    private static void CheckNames(Fields policy, string field)
    {
        foreach (var name in policy.Texts(field).Where(n => !HeaderValidator.IsToken(n)))
            policy.Error(field, $"'{name}' is no name of a header");
    }
}
