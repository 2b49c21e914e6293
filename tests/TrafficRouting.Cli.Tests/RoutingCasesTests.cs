using TrafficRouting.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Cli.Tests;

public sealed class RoutingCasesTests
{
    private static TrafficRoutingOptions Reviews(int canary) => new TrafficRoutingOptions()
        .AddBackend("reviews-v1", "http://10.0.0.11:9080")
        .AddBackend("reviews-v2", "http://10.0.0.12:9080")
        .AddService("reviews", service => service
            .AddHost("reviews")
            .AddRoute("jason", route => route.WithOrder(1).AddMatch(match => match.WithHeader("end-user", "jason")).SendTo("reviews-v2").RewritePathPrefix("/x"))
            .AddRoute("default", route => route.WithOrder(2).SendTo("reviews-v1", 100 - canary).SendTo("reviews-v2", canary)));

    [Fact]
    public void Run_TheFileOfTheTool_PassesInAUnitTest()
    {
        var options = Reviews(canary: 10);
        Environment.CurrentDirectory = Session.Folder;

        RoutingCases.Run(RouteTable.Compile(options), "cases.yaml");
    }

    [Fact]
    public void Run_OtherWeights_FailsWithFileAndLine()
    {
        Assert.NotEmpty(Session.Folder);

        var failure = Assert.Throws<TrafficRoutingAssertionException>(() => RoutingCases.Run(RouteTable.Compile(Reviews(canary: 20)), "cases.yaml"));

        Assert.StartsWith("1 of 3 cases failed.\n\ncases.yaml:7:3: Nine in ten callers stay\n  expected the backends reviews-v1 90, reviews-v2 10, but they are reviews-v1 80, reviews-v2 20\n", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OfRequestsWithBaggage_GivesThemTheirBaggageAndSeesWhatLeaves()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, """
            - request: GET http://reviews/
              baggage: { sandbox: alice }
              route: reviews/alice
              sent: { headers: { baggage: "reviews=reviews-v2,sandbox=alice" } }
            - request: GET http://reviews/
              baggage: { sandbox: bob }
              route: reviews/default
            """);
        var options = Reviews(canary: 10);
        options.Services["reviews"].AddRoute("alice", r => r.AddMatch(m => m.WithBaggage("sandbox", "alice")).SendTo("reviews-v2").SetBaggage("reviews", "{backend}"));

        RoutingCases.Run(RouteTable.Compile(options), file);

        options.Services["reviews"].Routes["alice"].Baggage!.Remove.Add("sandbox");
        Assert.Contains("baggage", Assert.Throws<TrafficRoutingAssertionException>(() => RoutingCases.Run(RouteTable.Compile(options), file)).Message, StringComparison.Ordinal);
        File.Delete(file);
    }

    // A timeout is no part of what is sent, and backends that are made up answer at once.
    [Fact]
    public void Run_RouteWithATimeoutAndItsStatus_SeesWhatLeaves()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "- request: GET http://reviews/\n  sent: { path: / }");
        var options = Reviews(canary: 10);
        var route = options.Services["reviews"].Routes["default"];
        (route.Timeout, route.TimeoutStatus) = (TimeSpan.FromSeconds(5), 504);

        RoutingCases.Run(RouteTable.Compile(options), file);

        File.Delete(file);
    }

    [Theory]
    [InlineData("[]", "Write a list of cases")]
    [InlineData("- route: a/b", ":1:3: A case needs a 'request'")]
    [InlineData("- request: GET http://a/\n  route: b", ":1:3: Write the route as service/route")]
    [InlineData("- request: GET http://a/\n  backends: { a: x }", ":2:18: Write a number as 'a'.")]
    [InlineData("- request: GET http://a/\n  sent: { pth: / }", ":2:16: Unknown key 'pth'. Did you mean 'path'?")]
    [InlineData("- request: [", "This is not YAML")]
    [InlineData("- 3", ":1:3: Write a map of name")]
    public void Run_WhatIsNoCase_IsRefusedWithItsPlace(string text, string expected)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, text);

        var failure = Assert.Throws<InvalidDataException>(() => RoutingCases.Run(RouteTable.Compile(Reviews(canary: 10)), file));

        File.Delete(file);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_Cases_PassAgainstTheSettingsBesideThem()
    {
        var cases = Assert.Single(DocSnippets.Blocks("docs/tool.md", "yaml"), b => b.Contains("request:", StringComparison.Ordinal));
        Assert.NotEmpty(Session.Folder);

        Assert.Equal("ok: 3 cases\n", ToolRun.With(cases, "test", "-", "appsettings.json").Output);
    }
}
