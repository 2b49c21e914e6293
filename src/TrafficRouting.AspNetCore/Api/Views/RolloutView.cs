using TrafficRouting.Rollouts;

namespace TrafficRouting.AspNetCore;

/// <summary>Where a rollout stands.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Service">The service.</param>
/// <param name="Route">The route.</param>
/// <param name="Stable">The stable backend.</param>
/// <param name="Canary">The canary backend.</param>
/// <param name="Phase">The phase; absent while the store could not be read.</param>
/// <param name="Pause">Why it is paused, when it is.</param>
/// <param name="Step">The index of the current step; the number of steps when all are done.</param>
/// <param name="Steps">The steps.</param>
/// <param name="Weight">The canary's weight, 0 to 100 in hundredths.</param>
/// <param name="StartedAt">When it, or its latest retry, began.</param>
/// <param name="StepStartedAt">When the current step began.</param>
/// <param name="MeasuredAt">When the last measurement was made.</param>
/// <param name="Message">Why it stands where it stands.</param>
/// <param name="Problem">What keeps it from going on, such as a store that cannot be reached.</param>
/// <param name="Metrics">What the last measurement found.</param>
/// <param name="CanaryTotals">What the canary answered to this process.</param>
/// <param name="StableTotals">What the stable backend answered to this process.</param>
/// <param name="CanaryRequests">The canary's requests that were judged, those of all replicas that share the store.</param>
/// <param name="StableRequests">The stable backend's requests that were judged, those of all replicas that share the store.</param>
/// <param name="CanaryFailures">Those of them that failed.</param>
/// <param name="StableFailures">Those of them that failed.</param>
/// <param name="Fleet">The process' part in the fleet, and the other replicas.</param>
/// <param name="Commands">What can be asked of it as it stands.</param>
/// <param name="Transitions">Its last changes of phase or step that this process knows of, the latest first; at most 50.</param>
internal sealed record RolloutView(
    string Name,
    string Service,
    string Route,
    string Stable,
    string Canary,
    RolloutPhase? Phase,
    PauseReason? Pause,
    int Step,
    IReadOnlyList<string> Steps,
    double Weight,
    DateTimeOffset? StartedAt,
    DateTimeOffset? StepStartedAt,
    DateTimeOffset? MeasuredAt,
    string? Message,
    string? Problem,
    IReadOnlyList<MetricView> Metrics,
    TotalsView CanaryTotals,
    TotalsView StableTotals,
    long CanaryRequests,
    long StableRequests,
    long CanaryFailures,
    long StableFailures,
    FleetView Fleet,
    IReadOnlyList<RolloutCommand> Commands,
    IReadOnlyList<TransitionView> Transitions)
{
    public static RolloutView Of(RolloutStatus status, IReadOnlyList<RolloutTransition> transitions) => new(
        status.Name,
        status.Service,
        status.Route,
        status.Stable,
        status.Canary,
        status.State?.Phase,
        status.State?.Pause,
        status.State?.Step ?? 0,
        status.Steps,
        status.State?.Weight ?? 0,
        status.State?.StartedAt,
        status.State?.StepStartedAt,
        status.State?.MeasuredAt,
        status.State?.Message,
        status.Problem,
        [.. (status.State?.LastMeasurement?.Metrics ?? []).Select(MetricView.Of)],
        TotalsView.Of(status.CanaryTotals),
        TotalsView.Of(status.StableTotals),
        status.State?.CanaryRequests ?? 0,
        status.State?.StableRequests ?? 0,
        status.State?.CanaryFailures ?? 0,
        status.State?.StableFailures ?? 0,
        FleetView.Of(status),
        status.State is { } state ? [.. Enum.GetValues<RolloutCommand>().Where(c => RolloutMachine.Refusal(state, c) is null)] : [RolloutCommand.Abort],
        [.. transitions.Select(TransitionView.Of)]);
}
