namespace TrafficRouting.Rollouts;

/// <summary>
/// Commands of somebody who reaches the store and has no configuration. What needs no plan is done in the state at once, so that it holds
/// whether or not a replica runs; the rest is left in it for the next replica to do.
/// </summary>
internal static class RemoteCommand
{
    /// <summary>Returns what becomes of a state by a command that applies to it.</summary>
    /// <param name="state">The state.</param>
    /// <param name="asked">What is asked.</param>
    /// <param name="now">The time by the clock of who asks.</param>
    public static RolloutState Apply(RolloutState state, RolloutRequest asked, DateTimeOffset now) => asked.Command switch
    {
        RolloutCommand.Abort => RolloutMachine.End(state, RolloutPhase.Aborted, $"aborted by command of {asked.By}"),
        RolloutCommand.Pause => state with { Phase = RolloutPhase.Paused, Pause = PauseReason.Command, Asked = null, Message = $"paused by command of {asked.By}" },
        RolloutCommand.Retry => Anew(state, asked.By, now),
        _ => state with { Asked = asked },
    };

    // All times of a state are by its writer's clock: only what begins anew is put on the clock of who asks.
    private static RolloutState Anew(RolloutState state, string by, DateTimeOffset now) => new()
    {
        Name = state.Name,
        Version = state.Version,
        Attempt = state.Attempt + 1,
        WrittenBy = by,
        WrittenAt = now,
        Identity = state.Identity,
        StepsHash = state.StepsHash,
        Steps = state.Steps,
        StartedAt = now,
        StepStartedAt = now,
        Predecessors = state.Predecessors,
        Message = $"retried by command of {by}",
    };
}
