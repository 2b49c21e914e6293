using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TrafficRouting.Rollouts;

namespace AutomatedCanary;

/// <summary>Rollouts over HTTP. Copy this file into your own service, and put authorization before it.</summary>
internal static class RolloutEndpoints
{
    /// <summary>Maps <c>GET /rollouts</c>, <c>GET /rollouts/{name}</c> and <c>POST /rollouts/{name}/{command}</c>, such as <c>/rollouts/reviews/abort</c>.</summary>
    public static RouteGroupBuilder MapRollouts(this IEndpointRouteBuilder endpoints, string prefix = "/rollouts")
    {
        var rollouts = endpoints.MapGroup(prefix);
        rollouts.MapGet("/", (IRolloutController controller) => controller.List());
        rollouts.MapGet("/{name}", (string name, IRolloutController controller) =>
            controller.Find(name) is { } rollout ? Results.Ok(rollout) : Results.NotFound());
        rollouts.MapPost("/{name}/{command}", SendAsync);
        return rollouts;
    }

    private static async Task<IResult> SendAsync(string name, string command, IRolloutController controller, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<RolloutCommand>(command.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var known) || !Enum.IsDefined(known))
            return Results.NotFound($"There is no command '{command}'.");
        try
        {
            return Results.Ok(await controller.SendAsync(name, known, cancellationToken));
        }
        catch (KeyNotFoundException e)
        {
            return Results.NotFound(e.Message);
        }
        catch (RolloutCommandException e)
        {
            return Results.Conflict(e.Message);
        }
    }
}
