using System.Globalization;

namespace TrafficRouting.Kubernetes;

/// <summary>Puts together how the reflectors fare.</summary>
internal static class ClusterStatus
{
    /// <summary>For how long the cluster may be out of sight before it is worth a word.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Gives what keeps the source from following the cluster, or null.</summary>
    public static string? Problem(IReadOnlyList<ReflectorStatus> reflectors)
    {
        // Those that fell behind with them are out of sight for the same reason.
        var behind = reflectors.Where(r => r.Lag > TimeSpan.Zero).ToList();
        return Lag(behind) < Patience ? null
            : $"{string.Join(", ", behind.Select(r => r.Resource.Plural).Distinct(StringComparer.Ordinal))} cannot be followed any more; what was seen last stays in force. {behind.MaxBy(r => r.Lag)!.Error}";
    }

    /// <summary>Gives for how long the kind that is furthest behind may have moved on unseen.</summary>
    public static TimeSpan Lag(IReadOnlyList<ReflectorStatus> reflectors) => reflectors.Count == 0 ? TimeSpan.Zero : reflectors.Max(r => r.Lag);

    /// <summary>Gives the status of all.</summary>
    /// <param name="reflectors">How they fare.</param>
    /// <param name="snapshot">What the source gives.</param>
    /// <param name="tables">How often the source gave something new.</param>
    public static RoutingSourceStatus Of(IReadOnlyList<ReflectorStatus> reflectors, RoutingSnapshot? snapshot, int tables)
    {
        var findings = (snapshot?.Findings ?? []).Where(f => f.Location is not null).GroupBy(f => f.Location!.Value.File, StringComparer.Ordinal);
        return new(Problem(reflectors), new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["objects"] = reflectors.Where(r => r.Objects > 0).GroupBy(r => r.Resource.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(r => r.Objects), StringComparer.Ordinal),
            ["lists"] = reflectors.Sum(r => r.Lists),
            ["watches"] = reflectors.Sum(r => r.Watches),
            ["tables"] = tables,
            ["lag"] = Lag(reflectors).ToString("c", CultureInfo.InvariantCulture),
            ["findings"] = findings.ToDictionary(g => g.Key, g => g.Select(f => f.ToString()).ToArray(), StringComparer.Ordinal),
            ["forbidden"] = Named(reflectors, ReflectorState.Forbidden),
            ["notServed"] = Named(reflectors, ReflectorState.Absent),
        });
    }

    private static string[] Named(IEnumerable<ReflectorStatus> reflectors, ReflectorState state) =>
        [.. reflectors.Where(r => r.State == state).Select(r => r.Resource.Name).Distinct(StringComparer.Ordinal)];
}
