using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrafficRouting.Rollouts;

/// <summary>What a replica publishes: the windows that were not counted when it last saw the state.</summary>
/// <param name="FormatVersion">The version of the format.</param>
/// <param name="Identity">What the replica believes to be rolled out.</param>
/// <param name="Windows">The windows, by number.</param>
internal sealed partial record ReplicaReport(int FormatVersion, string Identity, IReadOnlyList<ReportedWindow> Windows)
{
    private const int Format = 1;

    // Longer than any step, and far from an overflow of a time.
    private const int MaxDays = 100_000;

    public static byte[] Serialize(string identity, IReadOnlyList<ReportedWindow> windows) =>
        JsonSerializer.SerializeToUtf8Bytes(new ReplicaReport(Format, identity, windows), ReportContext.Default.ReplicaReport);

    /// <summary>Reads what <see cref="Serialize"/> wrote, or refuses it as a whole.</summary>
    /// <exception cref="FormatException">It is something else, torn, or of another version.</exception>
    public static ReplicaReport Deserialize(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var report = JsonSerializer.Deserialize(utf8, ReportContext.Default.ReplicaReport);
            return report switch
            {
                { FormatVersion: Format, Identity: not null, Windows: not null } when report.Windows.All(w => w is { Strata: not null, Step: >= 0, Age.TotalDays: >= 0 and < MaxDays } && w.Strata.All(s => s is not null)) => report,
                { FormatVersion: not Format } => throw new FormatException($"its format version is {report.FormatVersion}, this package reads {Format}"),
                _ => throw new FormatException("it is no replica's report"),
            };
        }
        catch (JsonException e)
        {
            throw new FormatException($"it is torn or something else ({e.Message})", e);
        }
    }

    [JsonSerializable(typeof(ReplicaReport))]
    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    private sealed partial class ReportContext : JsonSerializerContext;
}
