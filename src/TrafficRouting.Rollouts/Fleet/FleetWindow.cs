using System.Collections.Immutable;

namespace TrafficRouting.Rollouts;

/// <summary>A window that a replica reported, read and checked.</summary>
internal sealed record FleetWindow(string Replica, string Identity, ReportedWindow Reported, ImmutableArray<Stratum> Strata)
{
    public long CanaryRequests => Strata.Sum(s => s.Canary.Requests);

    public long StableRequests => Strata.Sum(s => s.Stable.Requests);

    /// <summary>The windows of one replica with their counts read.</summary>
    /// <exception cref="FormatException">The windows have no counts.</exception>
    public static IEnumerable<FleetWindow> Of(string replica, string identity, IEnumerable<ReportedWindow> windows) =>
        windows.Select(w => new FleetWindow(replica, identity, w, [.. w.ToStrata()]));
}
