using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TrafficRouting.AspNetCore;
using TrafficRouting.Http;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the traffic page.</summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/page.md">Page in the documentation</seealso>
public static class TrafficRoutingEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps a live page of a route table, with the JSON and the events it is made of under <c>api</c>. Outside of Development it answers 404 unless
    /// an authorization policy is on it or is the application's fallback, or <c>AllowAnonymous()</c> was called on it. Nothing is measured while nobody looks.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="prefix">The path that the page is at.</param>
    /// <param name="configure">Changes what the page shows and allows.</param>
    /// <returns>The group of its endpoints: <c>.RequireAuthorization("operators")</c>.</returns>
    /// <exception cref="ArgumentException">Commands are on and have no policy.</exception>
    /// <exception cref="InvalidOperationException">There is no such table.</exception>
    public static RouteGroupBuilder MapTrafficRouting(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string prefix = "/traffic", Action<TrafficPageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        var options = new TrafficPageOptions();
        configure?.Invoke(options);
        if (options.Commands && string.IsNullOrEmpty(options.CommandPolicy))
            throw new ArgumentException("Commands need a policy: set CommandPolicy to the name of an authorization policy that those who steer rollouts satisfy.", nameof(configure));

        var services = endpoints.ServiceProvider;
        var tables = services.GetServices<TableRegistration>();
        if (!tables.Any(t => t.Name == options.Table))
            throw new InvalidOperationException(RouterStartup.MissingTable(options.Table, tables));
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("TrafficRouting.AspNetCore");
        var group = endpoints.MapGroup(prefix).WithTags("TrafficRouting");
        group.AddEndpointFilter(new ViewerFilter(services.GetRequiredService<IHostEnvironment>(), logger));
        Map(group, new(services, options.Table), new(options), logger, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        return group;
    }

    private static void Map(RouteGroupBuilder group, PageContext page, CommandGate gate, ILogger logger, CancellationToken stopping)
    {
        var feed = new LiveFeed(page, stopping);
        var commands = new CommandEndpoint(page, gate, logger);
        group.MapGet("/", Task<IResult> (HttpContext context) => PageEndpoint.ShowAsync(gate, context)).ExcludeFromDescription();
        group.MapGet("/api/openapi.json", () => TypedResults.Content(PageEndpoint.Read("openapi.json"), "application/json")).ExcludeFromDescription();
        group.MapGet("/api/table", () => TypedResults.Json(page.ViewTable(), PageJson.Default.TableView))
            .Produces<TableView>().WithSummary("The table in force: services, routes, backends, weights, mirrors.");
        group.MapGet("/api/traffic", () => TypedResults.Json(page.Watch.Look(), PageJson.Default.TrafficView))
            .Produces<TrafficView>().WithSummary("The traffic in numbers. The first look begins to measure: look again a second later, and at least every ten seconds.");
        group.MapGet("/api/rollouts", () => TypedResults.Json(page.ViewRollouts(), PageJson.Default.IReadOnlyListRolloutView))
            .Produces<IReadOnlyList<RolloutView>>().WithSummary("All rollouts, by name.");
        group.MapGet("/api/rollouts/{name}", IResult (string name) => page.FindRollout(name) is { } rollout
                ? TypedResults.Json(rollout, PageJson.Default.RolloutView)
                : TypedResults.Problem(page.NoRollout(name), statusCode: StatusCodes.Status404NotFound))
            .Produces<RolloutView>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("One rollout.");
        group.MapPost("/api/rollouts/{name}/{command}", (string name, string command, HttpContext context) => commands.SendAsync(name, command, context))
            .Produces<RolloutView>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithSummary("Asks something of a rollout: Promote, PromoteFull, Pause, Resume, Abort or Retry. Needs the header X-Traffic-Command, with any value.");
        group.MapGet("/api/loads", () => TypedResults.Json(page.ViewLoads(), PageJson.Default.LoadsView))
            .Produces<LoadsView>().WithSummary("What is to be said about the configuration now, and what its last loads brought about.");
        group.MapPost("/api/explain", (HttpRequest request) => ExplainEndpoint.ExplainAsync(page, request))
            .Accepts<ExplainRequest>("application/json").Produces<ExplainView>().ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Where a request would go, and why no earlier route takes it. Sends nothing.");
        group.MapGet("/api/events", Task<IResult> (HttpContext context) => feed.SendAsync(context))
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream").ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithSummary("Server-sent events with the same JSON: traffic each second; table, rollouts and loads when they change.");
    }
}
