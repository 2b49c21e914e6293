using System.Globalization;
using Fleet;
using TrafficRouting.Benchmarks.Cluster;
using TrafficRouting.Benchmarks.Cold;
using TrafficRouting.Benchmarks.Fleet;
using TrafficRouting.Benchmarks.Goals;
using TrafficRouting.Benchmarks.Loopback;
using TrafficRouting.Benchmarks.Mirroring;
using TrafficRouting.Benchmarks.Reloads;
using TrafficRouting.Benchmarks.Tables;

namespace TrafficRouting.Benchmarks;

/// <summary>What is measured other than by BenchmarkDotNet.</summary>
internal static class MeasuringPrograms
{
    /// <summary>
    /// Runs <c>goals [part of a name] [--goals-slack factor]</c>, <c>loopback [calls]</c>, <c>large-table</c>, <c>cluster [routes]</c>, <c>cold [way of publishing]</c>, <c>fleet redis [--goals-slack factor]</c>, <c>reload-cost [json|documents|tables]</c>, <c>reload-latency</c>, <c>proxy-hop calls backend splitting mirroring</c>
    /// (which <c>proxy-hop.sh</c> starts) or one of <see cref="MirrorPrograms"/>.
    /// </summary>
    /// <returns>The exit code, or null when the arguments ask for none of them.</returns>
    public static async Task<int?> RunAsync(string[] args) => args switch
    {
        ["goals", ..] => Goals(args[1..]),
        ["loopback"] => await LoopbackTurns.RunAsync(calls: 3_000),
        ["loopback", var calls] => await LoopbackTurns.RunAsync(int.Parse(calls, CultureInfo.InvariantCulture)),
        ["proxy-hop", var calls, var backend, var splitting, var mirroring] =>
            await LoopbackTurns.RunAsync(int.Parse(calls, CultureInfo.InvariantCulture), backend, splitting, mirroring),
        ["large-table"] => LargeTable.Run(),
        ["cluster"] => await ClusterCost.RunAsync(routes: 10_000),
        ["cluster", var routes] => await ClusterCost.RunAsync(int.Parse(routes, CultureInfo.InvariantCulture)),
        ["cluster-server", var routes] => await ClusterProcess.ServeAsync(int.Parse(routes, CultureInfo.InvariantCulture)),
        ["cold"] => ColdStart.Run(),
        ["cold", var way] => ColdStart.Run(way),
        ["fleet", var redis, .. var more] => await FleetAsync(redis, more),
        ["fleet-replicas", ..] => await ReplicaProcess.RunAsync(FleetSettings.Parse(args.AsSpan(1))),
        ["reload-cost"] => ReloadCost.Run(),
        ["reload-cost", var part] => ReloadCost.Run(part),
        ["reload-latency"] => await ReloadLatency.RunAsync(),
        _ => await MirrorPrograms.RunAsync(args),
    };

    private static Task<int> FleetAsync(string redis, string[] more) => new FleetFigures(redis, GoalRun.Parse(more).Slack ?? 1).RunAsync();

    private static int Goals(string[] args)
    {
        var (rest, slack) = GoalRun.Parse(args);
        return GoalTurns.Run(rest.SingleOrDefault(string.Empty), slack);
    }
}
