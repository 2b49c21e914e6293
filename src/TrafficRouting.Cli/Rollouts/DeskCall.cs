using TrafficRouting.Rollouts;

namespace TrafficRouting.Cli;

/// <summary>Where rollouts are, and who asks.</summary>
/// <param name="Store">The address, as it was given.</param>
/// <param name="Token">The bearer token for a page, or null.</param>
/// <param name="Headers">Further headers for a page.</param>
/// <param name="Patience">How long a replica has to do what was asked.</param>
/// <param name="Time">The clock.</param>
internal sealed record DeskCall(string Store, string? Token, IReadOnlyList<(string Name, string Value)> Headers, TimeSpan Patience, TimeProvider Time)
{
    public static TimeSpan ConnectTimeout { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets who asks, as it stands in the state and in its message.</summary>
    private static string By => new([.. $"{Environment.UserName}@{Environment.MachineName}".Where(c => !char.IsControl(c)).Take(80)]);

    public StoreDesk StoreDesk(IRolloutStore store, Func<ValueTask> close) => new(store, By, Patience, Time, close);
}
