using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Rollouts;

namespace TrafficRouting.AspNetCore.Tests;

public sealed class CommandTests
{
    [Fact]
    public void Map_CommandsWithoutAPolicy_IsRefused()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddTrafficRouting(_ => { });
        using var app = builder.Build();

        var exception = Assert.Throws<ArgumentException>(() => app.MapTrafficRouting("/traffic", o => o.Commands = true));

        Assert.Contains("CommandPolicy", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Map_OfATableThatIsConfiguredWrongly_LeavesItToTheHostToSaySo()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddTrafficRouting(options => options.AddBackend("v1", "no address"));
        await using var app = builder.Build();

        app.MapTrafficRouting();

        await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => app.StartAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Map_OfATableThatIsNotThere_NamesTheCall()
    {
        using var app = WebApplication.CreateSlimBuilder().Build();

        var exception = Assert.Throws<InvalidOperationException>(() => app.MapTrafficRouting("/traffic", o => o.Table = "payments"));

        Assert.Contains("services.AddTrafficRouting(\"payments\", section)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_ByDefault_IsOff()
    {
        await using var app = await StartAsync(a => a.MapTrafficRouting().AllowAnonymous());

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(app, "Abort")).Status);
        Assert.Equal(RolloutPhase.Paused, Phase(app));
    }

    [Fact]
    public async Task Command_WithoutTheHeader_IsRefused()
    {
        await using var app = await StartAsync();

        var (status, body) = await SendAsync(app, "Abort", "operator", header: false);

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("X-Traffic-Command", body["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(RolloutPhase.Paused, Phase(app));
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task Command_OfAnotherSite_IsRefused(string site)
    {
        await using var app = await StartAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(app, "Abort", "operator", site: site)).Status);
        Assert.Equal(RolloutPhase.Paused, Phase(app));
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("somebody", HttpStatusCode.Forbidden)]
    public async Task Command_WithoutThePolicy_IsRefused_ThoughEverybodyMayLook(string? user, HttpStatusCode expected)
    {
        await using var app = await StartAsync();

        Assert.Equal(expected, (await SendAsync(app, "Abort", user)).Status);
        Assert.Equal(RolloutPhase.Paused, Phase(app));
    }

    [Fact]
    public async Task Command_InDevelopment_AsksThePolicyToo()
    {
        await using var app = await StartAsync(environment: "Development");

        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(app, "Abort", "somebody")).Status);
    }

    [Fact]
    public async Task Command_OfAPolicyThatIsNotThere_IsAnErrorAndNoLeave()
    {
        await using var app = await StartAsync(a => a.MapTrafficRouting("/traffic", o => (o.Commands, o.CommandPolicy) = (true, "oprators")).AllowAnonymous());

        Assert.Equal(HttpStatusCode.InternalServerError, (await SendAsync(app, "Abort", "operator")).Status);
        Assert.Equal(RolloutPhase.Paused, Phase(app));
    }

    [Fact]
    public async Task Command_OfAnOperator_IsInForce_AnsweredWithTheState_AndLoggedWithTheName()
    {
        await using var app = await StartAsync();

        var (status, body) = await SendAsync(app, "abort", "operator");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("reviews", "Aborted", 0), (body["name"]!.GetValue<string>(), body["phase"]!.GetValue<string>(), body["weight"]!.GetValue<int>()));
        Assert.Equal(["Retry"], body["commands"]!.AsArray().Select(c => c!.GetValue<string>()));
        Assert.Equal("Aborted", body["transitions"]![0]!["to"]!.GetValue<string>());
        Assert.Contains(app.Services.GetFakeLogCollector().GetSnapshot(), e => e.Message == "operator asked over the traffic page: Abort of rollout 'reviews'.");
    }

    [Theory]
    [InlineData("reviews/Retry", HttpStatusCode.Conflict)]
    [InlineData("reviews/Delete", HttpStatusCode.BadRequest)]
    [InlineData("reviews/4", HttpStatusCode.BadRequest)]
    [InlineData("ratings/Abort", HttpStatusCode.NotFound)]
    public async Task Command_ThatDoesNotApply_SaysWhy(string command, HttpStatusCode expected)
    {
        await using var app = await StartAsync();

        var (status, body) = await SendAsync(app, command.Split('/')[1], "operator", rollout: command.Split('/')[0]);

        Assert.Equal(expected, status);
        Assert.NotEmpty(body["detail"]!.GetValue<string>());
        Assert.Equal(RolloutPhase.Paused, Phase(app));
    }

    [Fact]
    public async Task Command_WhoseStoreCannotBeUsed_SaysSo()
    {
        await using var app = await StartAsync();
        BrokenStore.Of(app).IsBroken = true;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await SendAsync(app, "Promote", "operator")).Status);
    }

    [Fact]
    public async Task Abort_StoreBroken_SaysThatItIsInForceHereAndNotStored()
    {
        await using var app = await StartAsync();
        BrokenStore.Of(app).IsBroken = true;

        var (status, body) = await SendAsync(app, "Abort", "operator");

        Assert.Equal((HttpStatusCode.OK, "Aborted"), (status, body!["phase"]!.GetValue<string>()));
        Assert.Contains("is in force in this process, and not in the store yet: The store cannot be used: The disk is full.", body["fleet"]!["unstored"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("operator", "true")]
    [InlineData("somebody", "false")]
    public async Task Page_OfSomebody_OffersCommandsToThoseAloneWhoMayGiveThem(string user, string expected)
    {
        await using var app = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/traffic");
        request.Headers.Add(TestUser.Header, user);

        using var response = await app.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains($"data-commands=\"{expected}\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rollouts_ShowStepsWeightAndWhatCanBeAsked()
    {
        await using var app = await StartAsync();

        var rollout = (await app.GetAsync("/traffic/api/rollouts"))[0]!;

        Assert.Equal(("reviews", "Paused", "Step", 1, 5), (Text("name"), Text("phase"), Text("pause"), rollout["step"]!.GetValue<int>(), rollout["weight"]!.GetValue<int>()));
        Assert.Equal(["set weight 5", "pause until resumed"], rollout["steps"]!.AsArray().Select(s => s!.GetValue<string>()));
        Assert.Equal(["Promote", "PromoteFull", "Pause", "Resume", "Abort"], rollout["commands"]!.AsArray().Select(s => s!.GetValue<string>()));
        Assert.Equal(rollout.ToJsonString(), (await app.GetAsync("/traffic/api/rollouts/REVIEWS")).ToJsonString());

        string Text(string key) => rollout[key]!.GetValue<string>();
    }

    private static Task<PageApp> StartAsync(Action<WebApplication>? map = null, string environment = "Production") => PageApp.StartAsync(
        map ?? (a => a.MapTrafficRouting("/traffic", o => (o.Commands, o.CommandPolicy) = (true, "operators")).AllowAnonymous()),
        services =>
        {
            TestUser.Add(services);
            services.AddSingleton<IRolloutStore, BrokenStore>();
        },
        PageRollout.Add,
        environment);

    private static RolloutPhase? Phase(PageApp app) => app.Services.GetRequiredService<IRolloutController>().Find("reviews")!.State?.Phase;

    private static async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(
        PageApp app, string command, string? user = null, bool header = true, string? site = null, string rollout = "reviews")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/traffic/api/rollouts/{rollout}/{command}");
        if (user is not null)
            request.Headers.Add(TestUser.Header, user);
        if (header)
            request.Headers.Add("X-Traffic-Command", "1");
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        using var response = await app.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = response.Content.Headers.ContentLength == 0 || response.Content.Headers.ContentType is null
            ? new JsonObject() : await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken);
        return (response.StatusCode, body!);
    }
}
