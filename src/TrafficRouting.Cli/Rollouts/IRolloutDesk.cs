using TrafficRouting.Rollouts;

namespace TrafficRouting.Cli;

/// <summary>Where rollouts are looked at and steered: a fleet's store, or the page of a replica. What cannot be done is a <see cref="DeskException"/>.</summary>
internal interface IRolloutDesk : IAsyncDisposable
{
    /// <summary>Lists all rollouts by name.</summary>
    Task<IReadOnlyList<RolloutReading>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Finds a rollout.</summary>
    Task<RolloutReading> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Asks something of a rollout, and waits a while until it is done.</summary>
    Task<RolloutReading> SendAsync(string name, RolloutCommand command, CancellationToken cancellationToken);

    /// <summary>Waits until a rollout may have changed.</summary>
    Task ChangedAsync(string name, CancellationToken cancellationToken);
}
