namespace TrafficRouting;

/// <summary>What identifies a caller.</summary>
internal static class StickyValidator
{
    public static void Check(Scope scope, StickyOptions sticky)
    {
        Alternatives.Check(scope, StickyOptions.Shape, sticky, "No key is configured.");
        if (sticky.Query is "")
            scope.At("Query").Error("The name is empty.");
        if (sticky.Property is "")
            scope.At("Property").Error("The name is empty.");
        if (sticky.Salt is "")
            scope.At("Salt").Error("The salt is empty. Leave it out to use the names.");
        if (sticky.Header is { } header)
            HeaderValidator.Name(scope.At("Header"), header);
        if (sticky.Cookie is { } cookie)
            HeaderValidator.CookieName(scope.At("Cookie"), cookie);
        if (sticky.Baggage is { } item)
            BaggageValidator.Name(scope.At("Baggage"), item);
        if (sticky.Fallback is { Fallback: not null })
            scope.At("Fallback").At("Fallback").Error("A fallback has no fallback of its own.");
        else if (sticky.Fallback is { } fallback)
            Check(scope.At("Fallback"), fallback);
    }
}
