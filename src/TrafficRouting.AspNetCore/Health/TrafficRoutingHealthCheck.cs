using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrafficRouting.Http;
using TrafficRouting.Rollouts;

namespace TrafficRouting.AspNetCore;

/// <summary>Says what of routing is not as it should be. Requests are routed by the last good table all the same, so that it is degraded, not unhealthy.</summary>
internal sealed class TrafficRoutingHealthCheck(IServiceProvider services, IEnumerable<TableRegistration> tables) : IHealthCheck
{
    private const int MostFindings = 10;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var problems = new List<string>();
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            var of = table.Name.Length == 0 ? "" : $" of table {table.Name}";
            CheckLoads(services.GetRequiredKeyedService<RouterLoader>(table.Name), of, problems, data);
            foreach (var source in services.GetKeyedServices<RoutingSource>(table.Name))
                CheckSource(source, of, problems, data);
            foreach (var rollout in services.GetKeyedService<IRolloutController>(table.Name)?.List() ?? [])
                CheckRollout(rollout, of, problems, data);
        }

        return Task.FromResult(problems.Count == 0
            ? HealthCheckResult.Healthy("All sources are in force as they are, no rollout is rolled back.", data)
            : new(context.Registration.FailureStatus, string.Join("; ", problems), data: data));
    }

    private static void CheckLoads(RouterLoader loader, string of, List<string> problems, Dictionary<string, object> data)
    {
        if (loader.IsOk)
            return;
        problems.Add($"the configuration{of} is rejected or a source of it is stale; the last good state stays");
        data[$"configuration{of}"] = loader.Journal.Errors.Take(MostFindings).ToArray();
    }

    private static void CheckSource(RoutingSource source, string of, List<string> problems, Dictionary<string, object> data)
    {
        if (source.Status is not { } status)
            return;
        data[$"{source.Name}{of}"] = status.Details;
        if (status.Problem is { } problem)
            problems.Add($"{source.Name}{of}: {problem}");
    }

    private static void CheckRollout(RolloutStatus rollout, string of, List<string> problems, Dictionary<string, object> data)
    {
        if (rollout.State?.Phase is RolloutPhase.RolledBack)
            problems.Add($"rollout {rollout.Name}{of} is rolled back");
        if (rollout.Problem is not null)
            problems.Add($"rollout {rollout.Name}{of} cannot go on");
        if (rollout.Problem is not null || rollout.State?.Phase is RolloutPhase.RolledBack)
            data[$"rollout {rollout.Name}{of}"] = rollout.Problem ?? rollout.State!.Message;
    }
}
