using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>The statuses that redirects may have, those of the configuration.</summary>
internal static class RedirectStatus
{
    private static readonly IReadOnlyList<string> All = Scalars.RedirectStatus.Choices!;

    public static bool Is(int status) => All.Contains(status.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <summary>Says what another status must be.</summary>
    public static string Wrong(int status) => $"must be {string.Join(", ", All.Take(All.Count - 1))} or {All[^1]}, not {status}";
}
