namespace TrafficRouting.Manifests;

/// <summary>The specification's bounds on lists.</summary>
internal static class Limits
{
    public static void Check(Fields fields, string list, int most)
    {
        if (fields.Items(list).Count is var count && count > most)
            fields.Error(list, $"takes at most {most} entries, not {count}");
    }
}
