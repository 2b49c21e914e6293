using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using TrafficRouting.TestKit.Kubernetes;

namespace TrafficRouting.Kubernetes.Tests;

/// <summary>The server that the other tests stand on does what a cluster's does.</summary>
public sealed class ApiServerTests : IAsyncLifetime
{
    private const string Routes = "apis/gateway.networking.k8s.io/v1/namespaces/shop/httproutes";

    private ApiServer _server = null!;
    private HttpClient _client = null!;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync();
        _client = new() { BaseAddress = _server.Address };
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _server.DisposeAsync();
    }

    [Fact]
    public async Task List_InPages_ShowsTheStateOfTheFirst()
    {
        foreach (var name in new[] { "a", "b", "c" })
            Apply(name, "x");
        var first = await ListAsync("?limit=2");
        Apply("d", "x");
        var second = await ListAsync($"?limit=2&continue={Uri.EscapeDataString((string)first["metadata"]!["continue"]!)}");

        Assert.Equal(["a", "b"], Names(first));
        Assert.Equal(["c"], Names(second));
        Assert.Equal((string?)first["metadata"]!["resourceVersion"], (string?)second["metadata"]!["resourceVersion"]);
    }

    [Fact]
    public async Task List_ContinuedAfterACompaction_IsGone()
    {
        Apply("a", "x");
        Apply("b", "x");
        var first = await ListAsync("?limit=1");
        _server.Compact();
        using var answer = await _client.GetAsync($"{Routes}?limit=1&continue={Uri.EscapeDataString((string)first["metadata"]!["continue"]!)}", Ended);

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
    }

    [Fact]
    public async Task Watch_FromAVersion_TellsWhatHappenedAfterIt()
    {
        Apply("a", "x");
        var version = (string)(await ListAsync(""))["metadata"]!["resourceVersion"]!;
        Apply("a", "x");
        Apply("a", "y");
        Apply("b", "x");
        _server.Objects.Delete(_server.Objects.Find(ApiResources.HttpRoutes, "shop", "a")!);
        _server.Objects.Advance();
        var lines = WatchAsync($"?watch=true&allowWatchBookmarks=true&resourceVersion={version}");
        await _server.WaitForWatchesAsync(1, Ended);
        _server.EndWatches();

        Assert.Equal(["MODIFIED a", "ADDED b", "DELETED a", $"BOOKMARK {_server.Objects.Version}"], await lines);
    }

    [Fact]
    public async Task Watch_FromAVersionThatIsForgotten_IsAnError410()
    {
        Apply("a", "x");
        _server.Compact();

        Assert.Equal(["ERROR 410"], await WatchAsync("?watch=true&resourceVersion=1000"));
    }

    [Fact]
    public async Task Write_FromAnOldVersion_IsAConflict()
    {
        var path = "apis/coordination.k8s.io/v1/namespaces/shop/leases";
        using var created = await _client.PostAsync(path, Json("""{"metadata":{"name":"l"},"spec":{"holderIdentity":"a"}}"""), Ended);
        var lease = await created.Content.ReadFromJsonAsync<JsonObject>(Ended);
        lease!["spec"]!["holderIdentity"] = "b";
        using var updated = await _client.PutAsync($"{path}/l", Json(lease.ToJsonString()), Ended);
        using var late = await _client.PutAsync($"{path}/l", Json(lease.ToJsonString()), Ended);
        using var again = await _client.PostAsync(path, Json("""{"metadata":{"name":"l"}}"""), Ended);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (created.StatusCode, updated.StatusCode));
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (late.StatusCode, again.StatusCode));
        Assert.Contains("AlreadyExists", await again.Content.ReadAsStringAsync(Ended), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patch_OfAnAnnotation_KeepsTheRest()
    {
        _server.Objects.Apply(ApiResources.Services, JsonNode.Parse("""{"metadata":{"name":"s","namespace":"shop","annotations":{"a":"1"}},"spec":{"ports":[{"port":80},{"port":81}]}}""")!.AsObject());
        await PatchAsync("application/merge-patch+json", """{"metadata":{"annotations":{"a":null,"b":"2"}}}""");
        await PatchAsync("application/strategic-merge-patch+json", """{"spec":{"$setElementOrder/ports":[{"port":80}],"ports":[{"port":81,"$patch":"delete"},{"port":80,"name":"http"}]}}""");

        var content = _server.Objects.Find(ApiResources.Services, "shop", "s")!.Content;
        Assert.Equal("""{"b":"2"}""", content["metadata"]!["annotations"]!.ToJsonString());
        Assert.Equal("""[{"port":80,"name":"http"}]""", content["spec"]!["ports"]!.ToJsonString());
    }

    [Fact]
    public async Task Rights_TakenAway_AreMissedByTheVerbAlone()
    {
        _server.Faults.Forbid(ApiResources.HttpRoutes, "shop", "list");
        using var refused = await _client.GetAsync(Routes, Ended);
        _server.Faults.Allow();
        _server.Faults.Answer(429, retryAfter: 7);
        using var throttled = await _client.GetAsync(Routes, Ended);
        using var taken = await _client.GetAsync(Routes, Ended);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (refused.StatusCode, throttled.StatusCode, taken.StatusCode));
        Assert.Equal(TimeSpan.FromSeconds(7), throttled.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task Selectors_ChooseByLabelsAndFields()
    {
        Apply("a", "x", "blue");
        Apply("b", "x", "green");

        Assert.Equal(["a"], Names(await ListAsync("?labelSelector=colour%3Dblue")));
        Assert.Equal(["b"], Names(await ListAsync("?labelSelector=colour+notin+(blue,red)")));
        Assert.Equal(["b"], Names(await ListAsync("?fieldSelector=metadata.name%3Db")));
    }

    private static IEnumerable<string?> Names(JsonObject list) => list["items"]!.AsArray().Select(i => (string?)i!["metadata"]!["name"]);

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private void Apply(string name, string host, string colour = "none") => _server.Objects.Apply(
        ApiResources.HttpRoutes,
        new() { ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "shop", ["labels"] = new JsonObject { ["colour"] = colour } }, ["spec"] = new JsonObject { ["hostnames"] = new JsonArray(host) } });

    private async Task<JsonObject> ListAsync(string query) => (await _client.GetFromJsonAsync<JsonObject>(Routes + query, Ended))!;

    private async Task PatchAsync(string type, string patch)
    {
        using var content = new StringContent(patch, Encoding.UTF8, new MediaTypeHeaderValue(type));
        using var answer = await _client.PatchAsync("api/v1/namespaces/shop/services/s", content, Ended);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<List<string>> WatchAsync(string query)
    {
        using var reader = new StreamReader(await _client.GetStreamAsync(Routes + query, Ended));
        var lines = new List<string>();
        while (await reader.ReadLineAsync(Ended) is { } line)
        {
            var told = JsonNode.Parse(line)!;
            var about = told["object"]!;
            lines.Add($"{told["type"]} {about["metadata"]!["name"] ?? about["code"] ?? about["metadata"]!["resourceVersion"]}");
        }

        return lines;
    }
}
