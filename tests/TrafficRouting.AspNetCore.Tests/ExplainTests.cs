using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace TrafficRouting.AspNetCore.Tests;

public sealed class ExplainTests
{
    [Fact]
    public async Task Explain_OfARequest_ShowsRouteBackendsAndWhyNotTheOthers()
    {
        await using var app = await PageApp.StartAsync();

        var (_, body) = await ExplainAsync(app, new { url = "http://reviews/1", headers = new[] { "end-user: s3cret" } });

        Assert.Equal(("reviews", "default"), (body["service"]!.GetValue<string>(), body["route"]!.GetValue<string>()));
        Assert.Equal("reviews/default (round robin: v1 75 %, v2 25 %)", body["outcome"]!.GetValue<string>());
        var rejection = Assert.Single(body["rejections"]!.AsArray())!;
        Assert.Equal(("staff", "header 'end-user' is not 'jason'"), (rejection["route"]!.GetValue<string>(), rejection["reason"]!.GetValue<string>()));
        Assert.DoesNotContain("s3cret", body.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_OfARequestBoundToABackend_NamesIt_AndCallsNobody()
    {
        await using var app = await PageApp.StartAsync();

        var (_, body) = await ExplainAsync(app, new { url = "http://reviews/1", method = "POST", headers = new[] { "end-user: jason", "content-type: text/plain" } });

        Assert.Equal(("staff", "v2"), (body["route"]!.GetValue<string>(), body["backend"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Explain_OfAnUnknownHost_SaysThatItPasses()
    {
        await using var app = await PageApp.StartAsync();

        var (_, body) = await ExplainAsync(app, new { url = "http://revews/1" });

        Assert.Null(body["service"]);
        Assert.Contains("passes through untouched", body["outcome"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "url": "/1" }""")]
    [InlineData("""{ "url": "file:///etc/passwd" }""")]
    [InlineData("""{ }""")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("""{ "url": 7 }""")]
    [InlineData("""{ "url": "http://reviews/", "method": "G E T" }""")]
    [InlineData("""{ "url": "http://reviews/", "headers": ["no colon"] }""")]
    [InlineData("""{ "url": "http://reviews/", "headers": [null] }""")]
    [InlineData("""{ "url": "http://reviews/", "headers": ["bad name: x"] }""")]
    public async Task Explain_OfSomethingElse_SaysWhatToWrite(string json)
    {
        await using var app = await PageApp.StartAsync();

        using var content = new StringContent(json, null, "application/json");
        using var response = await app.Http.PostAsync(new Uri("/traffic/api/explain", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotEmpty((await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!["detail"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(70_000, "utf-8")]
    [InlineData(1, "foo")]
    public async Task Explain_OfABodyTooLong_OrInACharsetNobodyKnows_SaysWhatToWrite(int length, string charset)
    {
        await using var app = await PageApp.StartAsync();

        using var content = new StringContent($$"""{ "url": "http://reviews/{{new string('a', length)}}" }""");
        content.Headers.ContentType = new("application/json") { CharSet = charset };
        using var response = await app.Http.PostAsync(new Uri("/traffic/api/explain", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("in UTF-8 and of at most 64 KiB", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> ExplainAsync(PageApp app, object request)
    {
        using var response = await app.Http.PostAsJsonAsync("/traffic/api/explain", request, TestContext.Current.CancellationToken);
        return (response.StatusCode, response.IsSuccessStatusCode ? (await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))! : new JsonObject());
    }
}
