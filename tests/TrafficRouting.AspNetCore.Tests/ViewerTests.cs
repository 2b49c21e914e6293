using System.Net;
using Microsoft.AspNetCore.Builder;

namespace TrafficRouting.AspNetCore.Tests;

public sealed class ViewerTests
{
    private static readonly string[] Paths =
        ["", "/api/table", "/api/traffic", "/api/rollouts", "/api/rollouts/x", "/api/loads", "/api/events", "/api/openapi.json"];

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Page_OutsideOfDevelopment_WithoutAPolicy_IsNotThere(string environment)
    {
        await using var app = await PageApp.StartAsync(a => a.MapTrafficRouting("/traffic", o => (o.Commands, o.CommandPolicy) = (true, "operators")), TestUser.Add, environment: environment);

        foreach (var path in Paths)
            Assert.Equal(HttpStatusCode.NotFound, await GetAsync(app, path));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(app, "/api/explain"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(app, "/api/rollouts/x/Abort"));
        Assert.Contains(app.Services.GetFakeLogCollector().GetSnapshot(), e => e.Message.Contains(".RequireAuthorization", StringComparison.Ordinal));
        // Every endpoint there is was asked.
        Assert.Equal(Paths.Length + 2, app.Endpoints().Count);
    }

    [Fact]
    public async Task Page_InDevelopment_IsThere()
    {
        await using var app = await PageApp.StartAsync(a => a.MapTrafficRouting(), environment: "Development");

        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, ""));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, "/api/table"));
    }

    [Fact]
    public async Task Page_OpenToAnybodyAloud_IsThere()
    {
        await using var app = await PageApp.StartAsync(a => a.MapTrafficRouting().AllowAnonymous());

        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, ""));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Page_UnderAPolicy_AsksIt(string environment)
    {
        await using var app = await PageApp.StartAsync(a => a.MapTrafficRouting().RequireAuthorization("operators"), TestUser.Add, environment: environment);

        foreach (var path in Paths)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(app, path));
            Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(app, path, "somebody"));
        }

        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, "", "operator"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, "/api/loads", "operator"));
    }

    [Fact]
    public async Task Page_InAGroupUnderAPolicy_AsksIt()
    {
        await using var app = await PageApp.StartAsync(a => a.MapGroup("/").RequireAuthorization("operators").MapTrafficRouting(), TestUser.Add);

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(app, ""));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, "", "operator"));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Page_UnderTheApplicationsFallbackPolicy_AsksIt(string environment)
    {
        await using var app = await PageApp.StartAsync(a => a.MapTrafficRouting(), TestUser.AddWithFallback, environment: environment);

        foreach (var path in Paths)
            Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(app, path));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, "", "somebody"));
    }

    [Fact]
    public async Task Page_UnderAFallbackPolicy_AndOpenAloud_AsksNobody()
    {
        await using var app = await PageApp.StartAsync(a => a.MapTrafficRouting().AllowAnonymous(), TestUser.AddWithFallback);

        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, ""));
    }

    [Fact]
    public async Task Answers_Always_AreForThisOriginAlone_AndNotKept()
    {
        await using var app = await PageApp.StartAsync();

        foreach (var path in Paths.Except(["/api/events"]))
        {
            using var response = await app.Http.GetAsync(new Uri($"/traffic{path}", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.True(response.Headers.CacheControl!.NoStore);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("same-origin", response.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        }
    }

    [Fact]
    public async Task Page_EachTime_HasANonceOfItsOwn_AndNothingInlineWithoutIt()
    {
        await using var app = await PageApp.StartAsync();

        using var first = await app.Http.GetAsync(new Uri("/traffic", UriKind.Relative), TestContext.Current.CancellationToken);
        using var second = await app.Http.GetAsync(new Uri("/traffic/", UriKind.Relative), TestContext.Current.CancellationToken);
        var policy = first.Headers.GetValues("Content-Security-Policy").Single();
        var html = await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.NotEqual(policy, second.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("$nonce$", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("<[a-z]+[^>]*\\s(on[a-z]+|style)=", html);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", html);
    }

    private static async Task<HttpStatusCode> GetAsync(PageApp app, string path, string? user = null) => await SendAsync(app, HttpMethod.Get, path, user);

    private static async Task<HttpStatusCode> PostAsync(PageApp app, string path) => await SendAsync(app, HttpMethod.Post, path, null);

    private static async Task<HttpStatusCode> SendAsync(PageApp app, HttpMethod method, string path, string? user)
    {
        using var request = new HttpRequestMessage(method, $"/traffic{path}");
        if (user is not null)
            request.Headers.Add(TestUser.Header, user);
        using var response = await app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
