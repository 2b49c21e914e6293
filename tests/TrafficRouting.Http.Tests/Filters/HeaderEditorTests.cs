using System.Net.Http.Headers;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Filters;

public sealed class HeaderEditorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RequestHeaders_OfRouteAndBackend_AreMadeInOrder()
    {
        var edits = new HeaderEditOptions { Remove = { "x-gone", "x-back" }, Set = { ["x-set"] = "route", ["x-back"] = "again" }, Add = { ["x-add"] = "route" } };
        await using var server = await BackendServer.StartAsync();
        using var client = Routing.To(
            server.Address,
            r => r.RequestHeaders = edits,
            b => b.RequestHeaders = new() { Set = { ["x-set"] = "backend" }, Add = { ["x-add"] = "backend" } }).Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a")
        {
            Headers = { { "x-gone", "1" }, { "x-back", "1" }, { "x-add", "caller" } },
        };

        using var response = await client.SendAsync(request, Token);

        var received = Assert.Single(server.Requests);
        Assert.Null(received.Header("x-gone"));
        Assert.Equal("again", received.Header("x-back"));
        Assert.Equal("backend", received.Header("x-set"));
        Assert.Equal(["caller", "route", "backend"], received.Header("x-add")!.Split(',', StringSplitOptions.TrimEntries));
    }

    [Fact]
    public async Task RequestHeaders_Afterwards_AreTheCallersAgain()
    {
        var edits = new HeaderEditOptions { Remove = { "x-gone" }, Set = { ["x-set"] = "1", ["Content-Type"] = "text/html", ["User-Agent"] = "edited" }, Add = { ["x-add"] = "1" } };
        await using var server = await BackendServer.StartAsync();
        using var client = Routing.To(server.Address, r => r.RequestHeaders = edits).Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://reviews/a")
        {
            Headers = { { "x-gone", ["1", "2"] }, { "x-add", "caller" }, { "User-Agent", "caller/1.0 (a comment) lib/2.0" } },
            Content = new StringContent("body"),
        };
        // Reading the length puts it among the headers, as sending does.
        _ = request.Content.Headers.ContentLength;
        var before = Describe(request);

        using var response = await client.SendAsync(request, Token);

        Assert.Equal(before, Describe(request));
        Assert.Equal("text/html", Assert.Single(server.Requests).Header("Content-Type"));
        Assert.Equal("edited", Assert.Single(server.Requests).Header("User-Agent"));
    }

    [Fact]
    public async Task RequestHeaders_ThatBelongToAContent_NeedOne()
    {
        await using var server = await BackendServer.StartAsync();
        using var client = Routing.To(server.Address, r => r.RequestHeaders = new() { Set = { ["Content-Language"] = "de" }, Remove = { "Content-Type" } }).Client();

        using var response = await client.GetAsync("http://reviews/a", Token);

        Assert.Null(Assert.Single(server.Requests).Header("Content-Language"));
    }

    [Fact]
    public async Task ResponseHeaders_OfBackendThenRoute_AreEdited()
    {
        await using var server = await BackendServer.StartAsync();
        using var client = Routing.To(
            server.Address,
            r => r.ResponseHeaders = new() { Set = { ["x-order"] = "route", ["Content-Type"] = "text/csv" }, Remove = { "x-backend" } },
            b => b.ResponseHeaders = new() { Set = { ["x-order"] = "backend" }, Add = { ["x-served-by"] = "v1" } }).Client();

        using var response = await client.GetAsync("http://reviews/a", Token);

        Assert.Equal(["route"], response.Headers.GetValues("x-order"));
        Assert.Equal(["v1"], response.Headers.GetValues("x-served-by"));
        Assert.False(response.Headers.Contains("x-backend"));
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
    }

    private static string Describe(HttpRequestMessage request) => Describe(request.Headers) + Describe(request.Content!.Headers);

    private static string Describe(HttpHeaders headers) =>
        string.Join('\n', headers.NonValidated.OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {string.Join('|', h.Value)}"));
}
