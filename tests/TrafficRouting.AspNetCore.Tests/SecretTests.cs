using System.Net.Http.Json;

namespace TrafficRouting.AspNetCore.Tests;

public sealed class SecretTests
{
    [Fact]
    public async Task Answers_OfARoutingFullOfSecrets_HoldNoneOfThem()
    {
        await using var app = await PageApp.StartAsync(configure: keys =>
        {
            const string route = "TrafficRouting:Services:reviews:Routes:default";
            keys[$"{route}:RequestHeaders:Set:authorization"] = "Bearer s3cret";
            keys[$"{route}:ResponseHeaders:Add:x-key"] = "s3cret";
            keys[$"{route}:Mirrors:v2:RequestHeaders:Set:x-key"] = "s3cret";
            keys["TrafficRouting:Services:reviews:Routes:fixed:Order"] = "0";
            keys["TrafficRouting:Services:reviews:Routes:fixed:Matches:0:Headers:x-api-key"] = "s3cret";
            keys["TrafficRouting:Services:reviews:Routes:fixed:DirectResponse:Body"] = "s3cret";
            keys["TrafficRouting:Backends:v2:RequestHeaders:Set:cookie"] = "s3cret";
            keys["TrafficRouting:Backends:v2:Address"] += "s3cret";
            keys["TrafficRouting:Backends:v2:Rewrite:Path"] = "/s3cret";
        });
        await app.TickAsync();
        await app.CallAsync(4, "http://reviews/s3cret?token=s3cret");
        var answers = new List<string> { (await app.TickAsync()).ToJsonString() };

        foreach (var path in new[] { "table", "rollouts", "loads" })
            answers.Add((await app.GetAsync($"/traffic/api/{path}")).ToJsonString());

        using var explained = await app.Http.PostAsJsonAsync("/traffic/api/explain", new { url = "http://reviews/", headers = new[] { "x-api-key: wrong", "end-user: wrong" } }, TestContext.Current.CancellationToken);
        answers.Add(await explained.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Contains("header 'x-api-key' does not match its condition", answers[^1].Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All(answers, answer => Assert.DoesNotContain("s3cret", answer, StringComparison.Ordinal));
        Assert.Contains("\"rate\":2", answers[0], StringComparison.Ordinal);
    }
}
