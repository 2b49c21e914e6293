namespace TrafficRouting.Yarp;

/// <summary>What a cluster's metadata says of routing.</summary>
internal static class ClusterMetadata
{
    public const string Prefix = "TrafficRouting.";
    public const string EnabledKey = Prefix + "Enabled";
    public const string TableKey = Prefix + "Table";

    public static bool IsRouted(IReadOnlyDictionary<string, string>? metadata) => !(Get(metadata, EnabledKey) is { } text && bool.TryParse(text, out var isEnabled) && !isEnabled);

    public static string? Table(IReadOnlyDictionary<string, string>? metadata) => Get(metadata, TableKey);

    // The gateway's own dictionaries ignore case, those made in code need not.
    private static string? Get(IReadOnlyDictionary<string, string>? metadata, string key) =>
        metadata?.FirstOrDefault(m => m.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value;
}
