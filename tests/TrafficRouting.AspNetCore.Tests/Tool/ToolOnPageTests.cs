using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Cli.Tests;
using TrafficRouting.Rollouts;

namespace TrafficRouting.AspNetCore.Tests.Tool;

/// <summary><c>traffic rollout</c> on a real page.</summary>
public sealed class ToolOnPageTests
{
    private static readonly string[] Operator = ["-H", "user: operator"];

    [Fact]
    public async Task ListAndStatus_TellWhatThePageShows()
    {
        await using var app = await StartAsync();

        var list = await RunAsync(app, ["list"]);
        var status = await RunAsync(app, ["status", "reviews"]);
        var json = JsonNode.Parse((await RunAsync(app, ["status", "reviews", "--format", "json"])).Output)!;

        Assert.Equal("NAME     ROUTE            STEP  WEIGHT  STATUS\nreviews  reviews/default  2/2   5 %     Paused (by its step)\n", list.Output);
        Assert.Contains("Backends:  v1 -> v2\nStatus:    Paused (by its step)\nWhy:       set weight 5: done at weight 5\nWeight:    5 %\nSteps:     + set weight 5\n           > pause until resumed\n", status.Output, StringComparison.Ordinal);
        var page = await app.GetAsync("/traffic/api/rollouts/reviews");
        Assert.All(["name", "service", "route", "stable", "canary", "phase", "pause", "step", "weight", "message", "steps", "commands"], key => Assert.Equal(page[key]!.ToJsonString(), json[key]!.ToJsonString()));
    }

    [Fact]
    public async Task Commands_OfAnOperator_AreDone_AndRefusedWhereTheyDoNotApply()
    {
        await using var app = await StartAsync();

        var paused = await RunAsync(app, ["pause", "reviews", .. Operator]);
        var aborted = await RunAsync(app, ["abort", "reviews", .. Operator]);
        var again = await RunAsync(app, ["abort", "reviews", .. Operator]);

        Assert.Equal((0, 0), (paused.Code, aborted.Code));
        Assert.Contains("Status:    Aborted", aborted.Output, StringComparison.Ordinal);
        Assert.Equal(RolloutPhase.Aborted, app.Services.GetRequiredService<IRolloutController>().Find("reviews")!.State!.Phase);
        Assert.Equal((1, "traffic: Abort does not apply to rollout 'reviews': it is Aborted (aborted by command).\n"), (again.Code, again.Errors));
    }

    [Fact]
    public async Task Watch_EndsWithTheRollout()
    {
        await using var app = await StartAsync();

        var watch = RunAsync(app, ["watch", "reviews", "--timeout", "60"]);
        await RunAsync(app, ["promote", "reviews", "--full", .. Operator]);
        var run = await watch;

        Assert.Equal((0, ""), (run.Code, run.Errors));
        Assert.Contains("Status:    Completed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_OfARolloutThatDoesNotEnd_GivesUpInTime()
    {
        await using var app = await StartAsync();

        var run = await RunAsync(app, ["watch", "reviews", "--timeout", "0.2"]);

        Assert.Equal((1, "traffic: The rollout has not ended in time.\n"), (run.Code, run.Errors));
    }

    [Fact]
    public async Task Token_IsSentAsBearer()
    {
        string? seen = null;
        await using var app = await StartAsync(a =>
        {
            a.Use((context, next) =>
            {
                seen = context.Request.Headers.Authorization;
                return next(context);
            });
            a.MapTrafficRouting().AllowAnonymous();
        });

        await RunAsync(app, ["list", "--token", "sesame"]);

        Assert.Equal("Bearer sesame", seen);
    }

    [Theory]
    [InlineData("abort reviews", "", "asks who you are (401). Give --token")]
    [InlineData("abort reviews", "user: somebody", "does not let you steer rollouts (403). Ask for the policy that is on its commands.")]
    [InlineData("status ratings", "", "There is no rollout 'ratings'. There is: reviews.")]
    [InlineData("abort ratings", "user: operator", "There is no rollout 'ratings'. There is: reviews.")]
    public async Task Calls_ThatFail_SayWhy(string call, string user, string expected)
    {
        await using var app = await StartAsync();

        var run = await RunAsync(app, [.. call.Split(' '), .. user.Length == 0 ? (string[])[] : ["-H", user]]);

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hidden", "abort reviews", "There is no traffic page at ")]
    [InlineData("off", "abort reviews", "Commands are off: set TrafficPageOptions.Commands and CommandPolicy.")]
    [InlineData("other", "list", "is no traffic page. Write the address that MapTrafficRouting(\"/traffic\") is at.")]
    [InlineData("signin", "list", "sends elsewhere (302), most likely to sign in.")]
    [InlineData("broken", "list", "answers 500.")]
    public async Task Pages_ThatDoNotAnswer_SayWhy(string page, string call, string expected)
    {
        await using var app = await StartAsync(a =>
        {
            if (page is "hidden" or "off")
            {
                var group = a.MapTrafficRouting();
                if (page is "off")
                    group.AllowAnonymous();
                return;
            }

            a.MapGet("/traffic/{**rest}", (HttpContext context) => page switch
            {
                "signin" => Results.Redirect("/login"),
                "broken" => Results.StatusCode(StatusCodes.Status500InternalServerError),
                _ => Results.Text("hello"),
            });
        });

        var run = await RunAsync(app, call.Split(' '));

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
    }

    private static Task<PageApp> StartAsync(Action<WebApplication>? map = null) => PageApp.StartAsync(
        map ?? (a => a.MapTrafficRouting("/traffic", o => (o.Commands, o.CommandPolicy) = (true, "operators")).AllowAnonymous()), TestUser.Add, PageRollout.Add);

    private static Task<ToolRun> RunAsync(PageApp app, string[] arguments) =>
        Task.Run(() => ToolRun.Of(["rollout", .. arguments, "--store", $"{app.Http.BaseAddress}traffic"]));
}
