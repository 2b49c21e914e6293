using System.Text.RegularExpressions;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Cli;

/// <summary>Reads the state that a store keeps, of which the configuration is elsewhere.</summary>
internal static partial class StateReader
{
    public static RolloutReading Read(RolloutState state)
    {
        var identity = Identity().Match(state.Identity);
        return new()
        {
            Name = state.Name,
            Service = identity.Groups["service"].Value,
            Route = identity.Groups["route"].Value,
            Stable = identity.Groups["stable"].Value,
            Canary = identity.Groups["canary"].Value,
            Revision = identity.Groups["revision"] is { Success: true } revision ? revision.Value : null,
            Phase = state.Phase,
            Pause = state.Pause,
            Step = state.Step,
            Steps = state.Steps.IsDefault ? [] : state.Steps,
            Weight = state.Weight,
            StartedAt = state.StartedAt,
            StepStartedAt = state.StepStartedAt,
            MeasuredAt = state.MeasuredAt,
            Message = state.Message,
            Metrics = [.. (state.LastMeasurement?.Metrics ?? []).Select(m => new MetricReading(m.Metric, m.Verdict, m.Canary, m.Stable, m.Evidence, m.Threshold, m.DetectableRatio, m.IsDryRun, m.Reason))],
            CanaryRequests = state.CanaryRequests,
            StableRequests = state.StableRequests,
            CanaryFailures = state.CanaryFailures,
            StableFailures = state.StableFailures,
            Commands = [.. Enum.GetValues<RolloutCommand>().Where(c => RolloutMachine.Refusal(state, c) is null)],
            Asked = state.Asked,
            Fleet = new()
            {
                WrittenBy = state.WrittenBy,
                WrittenAt = state.WrittenAt,
                Replicas = [.. state.Replicas.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => new ReplicaReading(r.Key, r.Value.Canary, r.Value.Stable))],
            },
        };
    }

    [GeneratedRegex("^(?<service>[^/]*)/(?<route>[^:]*): (?<stable>[^ ]*) -> (?<canary>[^ ]*)( @(?<revision>.*))?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Identity();
}
