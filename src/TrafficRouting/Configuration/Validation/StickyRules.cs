namespace TrafficRouting.Configuration.Validation;

/// <summary>What identifies a caller.</summary>
internal static class StickyRules
{
    public static void Check(Scope scope, StickyOptions sticky)
    {
        (string Key, string? Value)[] sources =
            [("Header", sticky.Header), ("Cookie", sticky.Cookie), ("Query", sticky.Query), ("Property", sticky.Property)];

        var chosen = sources.Where(source => source.Value is not null).ToList();
        if (chosen.Count == 0)
            scope.Missing("Says not what identifies a caller. Set one of Header, Cookie, Query and Property.");
        else if (chosen.Count > 1)
            scope.Error($"Set only one of {string.Join(" and ", chosen.Select(source => source.Key))}.");

        foreach (var (key, _) in chosen.Where(source => source.Value!.Length == 0))
            scope.At(key).Error("The name is empty.");
        if (sticky.Salt is "")
            scope.At("Salt").Error("The salt is empty. Leave it out to use the names.");
        if (sticky.Header is { Length: > 0 } header)
            HeaderRules.Name(scope.At("Header"), header);
        if (sticky.Cookie is { Length: > 0 } cookie)
            HeaderRules.CookieName(scope.At("Cookie"), cookie);
    }
}
