namespace TrafficRouting;

/// <summary>What identifies a caller.</summary>
internal static class StickyValidator
{
    public static void Check(Scope scope, StickyOptions sticky)
    {
        (string Key, string? Value)[] sources =
            [("Header", sticky.Header), ("Cookie", sticky.Cookie), ("Query", sticky.Query), ("Property", sticky.Property)];

        var given = sources.Where(source => source.Value is not null).Select(source => source.Key).ToList();
        Alternatives.CheckOne(scope, given, "No key is configured. Set one of Header, Cookie, Query and Property.");

        foreach (var (key, _) in sources.Where(source => source.Value is ""))
            scope.At(key).Error("The name is empty.");
        if (sticky.Salt is "")
            scope.At("Salt").Error("The salt is empty. Leave it out to use the names.");
        if (sticky.Header is { Length: > 0 } header)
            HeaderValidator.Name(scope.At("Header"), header);
        if (sticky.Cookie is { Length: > 0 } cookie)
            HeaderValidator.CookieName(scope.At("Cookie"), cookie);
    }
}
