using System.Text.Json.Nodes;

namespace TrafficRouting.AspNetCore.Tests;

public sealed class FeedTests
{
    [Fact]
    public async Task Events_AtFirst_AreAllOfIt_ThenTheTrafficOfEachSecond_AndWhatChanged()
    {
        await using var app = await PageApp.StartAsync();
        await using var viewer = await Viewer.OpenAsync(app);

        Assert.Equal(["table", "traffic", "rollouts", "loads"], [.. (await viewer.ReadAsync(4)).Select(e => e.Name)]);

        await app.CallAsync(4);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var (name, traffic) = (await viewer.ReadAsync(1))[0];
        Assert.Equal(("traffic", 4), (name, traffic["rate"]!.GetValue<int>()));

        app.Reload("TrafficRouting:Services:reviews:Routes:default:Weights:v2", "7");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var changed = await viewer.ReadAsync(3);
        Assert.Equal(["table", "traffic", "loads"], [.. changed.Select(e => e.Name)]);
        Assert.Equal(7, changed[0].Data["services"]![0]!["routes"]![1]!["backends"]![1]!["weight"]!.GetValue<int>());
        Assert.Equal("service reviews changed", changed[2].Data["notes"]![0]!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task Events_AskProxiesToHoldNothingBack()
    {
        await using var app = await PageApp.StartAsync();

        using var response = await app.Http.GetAsync(new Uri("/traffic/api/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        Assert.Equal(["no"], response.Headers.GetValues("X-Accel-Buffering"));
    }

    [Fact]
    public async Task Events_WhenTheHostStops_EndAtOnce()
    {
        await using var app = await PageApp.StartAsync();
        await using var viewer = await Viewer.OpenAsync(app);
        await viewer.ReadAsync(4);

        await app.StopAsync().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Null(await viewer.ReadOrEndAsync());
    }

    [Fact]
    public async Task Events_OfAViewerThatVanished_EndMeasuring()
    {
        await using var app = await PageApp.StartAsync();
        await using (var viewer = await Viewer.OpenAsync(app))
            await viewer.ReadAsync(4);

        // The server learns of it at some time of its own; each second that passes until then is looked at.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (app.RecordersAndTimers() > 0 && !patience.IsCancellationRequested)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(3));
            await Task.Yield();
        }

        Assert.Equal(0, app.RecordersAndTimers());
    }

    [Fact]
    public async Task Events_OfViewersThatReadNothing_HoldUpNobody()
    {
        await using var app = await PageApp.StartAsync();
        var idle = new List<Viewer>();
        for (var i = 0; i < 20; i++)
            idle.Add(await Viewer.OpenAsync(app));
        await using var viewer = await Viewer.OpenAsync(app);
        await viewer.ReadAsync(4);

        for (var i = 0; i < 10; i++)
        {
            await app.CallAsync();
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal("traffic", (await viewer.ReadAsync(1))[0].Name);
        }

        foreach (var one in idle)
            await one.DisposeAsync();
    }

    [Fact]
    public async Task Events_OfMoreViewersThanMayBe_AreRefused()
    {
        await using var app = await PageApp.StartAsync();
        var viewers = new List<Viewer>();
        for (var i = 0; i < 100; i++)
            viewers.Add(await Viewer.OpenAsync(app));

        using var response = await app.Http.GetAsync(new Uri("/traffic/api/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, response.StatusCode);
        foreach (var viewer in viewers)
            await viewer.DisposeAsync();
    }

    /// <summary>Reads the events as they come.</summary>
    private sealed class Viewer(HttpResponseMessage response, StreamReader reader) : IAsyncDisposable
    {
        public static async Task<Viewer> OpenAsync(PageApp app)
        {
            var response = await app.Http.GetAsync(new Uri("/traffic/api/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
            return new(response, new(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)));
        }

        public async Task<List<(string Name, JsonNode Data)>> ReadAsync(int count)
        {
            var events = new List<(string, JsonNode)>();
            while (events.Count < count)
                events.Add(await ReadOrEndAsync() ?? throw new InvalidOperationException("The events ended."));
            return events;
        }

        public async Task<(string Name, JsonNode Data)?> ReadOrEndAsync()
        {
            try
            {
                if (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is not { } name)
                    return null;
                var data = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
                Assert.Equal("", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
                return (name["event: ".Length..], JsonNode.Parse(data!["data: ".Length..])!);
            }
            catch (Exception e) when (e is IOException or HttpRequestException)
            {
                return null;
            }
        }

        public ValueTask DisposeAsync()
        {
            reader.Dispose();
            response.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
