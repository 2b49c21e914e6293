namespace TrafficRouting;

/// <summary>Nulls that code may leave where something must be.</summary>
internal static class NullEntries
{
    public static bool Report(Scope scope)
    {
        scope.Error("Must not be null.");
        return false;
    }
}
