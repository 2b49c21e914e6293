using System.Text.Json.Nodes;

namespace TrafficRouting.AspNetCore.Tests;

public sealed class TrafficTests
{
    [Fact]
    public async Task Traffic_OfCalls_ShowsRatesSharesErrorsAndTimesOfEachBackend()
    {
        await using var app = await PageApp.StartAsync(v2: PageApp.FailAsync);
        await app.TickAsync();

        await app.CallAsync(40);
        var traffic = await app.TickAsync();

        var v1 = Backend(traffic, "v1");
        var v2 = Backend(traffic, "v2");
        Assert.Equal((2, 20, 0.25), (traffic["seconds"]!.GetValue<int>(), traffic["rate"]!.GetValue<double>(), traffic["errors"]!.GetValue<double>()));
        Assert.Equal(("reviews", "default", 15, 0, 0.75), (Text(v1, "service"), Text(v1, "route"), Number(v1, "rate"), Number(v1, "errors"), Number(v1, "share")));
        Assert.Equal((5, 1, 0.25), (Number(v2, "rate"), Number(v2, "errors"), Number(v2, "share")));
        Assert.True(Number(v1, "p50") <= Number(v1, "p99"));
        var client = Assert.Single(traffic["clients"]!.AsArray())!;
        Assert.Equal(("shop", "reviews", 20), (Text(client, "client"), Text(client, "service"), Number(client, "rate")));
    }

    [Fact]
    public async Task Traffic_BeforeAnybodyLooked_IsNotCounted()
    {
        await using var app = await PageApp.StartAsync();

        await app.CallAsync(10);
        var traffic = await app.TickAsync();

        Assert.Empty(traffic["backends"]!.AsArray());
        Assert.Empty(traffic["clients"]!.AsArray());
    }

    [Fact]
    public async Task Traffic_OnceNobodyLooks_IsMeasuredNoMore_AndNothingIsKept()
    {
        await using var app = await PageApp.StartAsync();
        Assert.Equal(0, app.RecordersAndTimers());
        await app.TickAsync();
        await app.CallAsync(10);
        Assert.NotEqual(0, app.RecordersAndTimers());

        app.Clock.Advance(TimeSpan.FromSeconds(12));

        Assert.Equal(0, app.RecordersAndTimers());
        Assert.Empty((await app.TickAsync())["backends"]!.AsArray());
    }

    [Fact]
    public async Task Traffic_AfterAReload_GoesOnUnderTheSameNames()
    {
        await using var app = await PageApp.StartAsync();
        await app.TickAsync();
        await app.CallAsync(4);

        app.Reload("TrafficRouting:Services:reviews:Routes:default:Weights:v1", "1");
        await app.TickAsync();
        await app.CallAsync(4);
        var traffic = await app.TickAsync();

        Assert.Equal((5d / 8, 3d / 8), (Number(Backend(traffic, "v1"), "share"), Number(Backend(traffic, "v2"), "share")));
    }

    [Fact]
    public async Task Traffic_OfAnEjectedBackend_SaysUntilWhen_AndThatItComesBack()
    {
        await using var app = await PageApp.StartAsync(v2: PageApp.FailAsync, configure: keys =>
        {
            keys["TrafficRouting:Backends:v2:Health:ConsecutiveFailures"] = "3";
            keys["TrafficRouting:Backends:v2:Health:EjectionTime"] = "00:00:30";
            keys["TrafficRouting:Backends:v2:Health:SlowStart"] = "00:00:10";
        });
        Assert.Empty((await app.TickAsync())["impaired"]!.AsArray());

        await app.CallAsync(12);
        var ejected = Assert.Single((await app.TickAsync())["impaired"]!.AsArray())!;
        await app.CallAsync(8);
        var traffic = await app.TickAsync();
        var back = Assert.Single((await app.TickAsync(30))["impaired"]!.AsArray())!;

        Assert.Equal(("v2", null, 0d), (Text(ejected, "backend"), ejected["endpoint"], Number(ejected, "share")));
        Assert.Equal(app.Clock.GetUtcNow() - TimeSpan.FromSeconds(2), ejected["until"]!.GetValue<DateTimeOffset>());
        Assert.Equal(3d / 20, Number(Backend(traffic, "v2"), "share"));
        Assert.Null(back["until"]);
        Assert.InRange(Number(back, "share"), 0.1, 0.9);
    }

    [Fact]
    public async Task Traffic_OfAMinuteAgo_IsGone()
    {
        await using var app = await PageApp.StartAsync();
        await app.TickAsync();
        await app.CallAsync(4);

        Assert.Equal(2, (await app.TickAsync(60))["backends"]!.AsArray().Count);
        Assert.Empty((await app.TickAsync(2))["backends"]!.AsArray());
    }

    [Fact]
    public async Task Traffic_ThatIsNotRouted_IsCountedByClientAndReason()
    {
        await using var app = await PageApp.StartAsync(configure: keys => keys["TrafficRouting:Services:reviews:Routes:default:Matches:0:Path:Exact"] = "/1");
        await app.TickAsync();

        await app.CallAsync(2, "http://127.0.0.1:1/");
        await app.CallAsync(3, "http://reviews/2");
        var unrouted = (await app.TickAsync())["unrouted"]!.AsArray();

        Assert.Equal(1, Number(unrouted.Single(u => u!["service"] is null)!, "rate"));
        Assert.Equal(1.5, Number(unrouted.Single(u => u!["service"]?.GetValue<string>() == "reviews")!, "rate"));
    }

    [Fact]
    public async Task Traffic_OfMirrors_ShowsWhatBecameOfCopiesAndHowTheyDiffer()
    {
        await using var app = await PageApp.StartAsync(
            configure: keys =>
            {
                keys["TrafficRouting:Services:reviews:Routes:default:Weights:v2"] = "0";
                keys["TrafficRouting:Services:reviews:Routes:default:Mirrors:v2:Compare:Headers:0"] = "x-backend";
                keys["TrafficRouting:Services:reviews:Routes:default:Mirrors:dead:Percentage"] = "100";
                keys["TrafficRouting:Backends:dead:Address"] = "http://127.0.0.1:1";
                keys["TrafficRouting:Mirroring:BreakAfter"] = "2";
            });
        await app.TickAsync();

        for (var i = 0; i < 4; i++)
            await app.CallAsync();
        var mirrors = (await app.TickAsync())["mirrors"]!.AsArray();

        var v2 = mirrors.Single(m => Text(m!, "backend") == "v2")!;
        Assert.Equal((4, 4, 4, 0, 0, false), ((int)Number(v2, "sent"), (int)Number(v2, "compared"), (int)Number(v2, "different"), (int)Number(v2, "broken"), (int)Number(v2, "dropped"), v2["isLeftAlone"]!.GetValue<bool>()));
        var dead = mirrors.Single(m => Text(m!, "backend") == "dead")!;
        Assert.Equal((0, 2, 2, true), ((int)Number(dead, "sent"), (int)Number(dead, "broken"), (int)Number(dead, "dropped"), dead["isLeftAlone"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Table_OfARouteLaidOver_NamesOwnerWeightsAndMirrors()
    {
        await using var app = await PageApp.StartAsync(configure: keys => keys["TrafficRouting:Services:reviews:Routes:default:Mirrors:v2:Percentage"] = "12.5");

        var table = await app.GetAsync("/traffic/api/table");

        Assert.Equal(("shop", "Production"), (Text(table, "application"), Text(table, "environment")));
        var route = table["services"]![0]!["routes"]![1]!;
        Assert.Equal(("default", "round robin", 3, 12.5), (Text(route, "name"), Text(route, "selection"), (int)Number(route["backends"]![0]!, "weight"), Number(route["mirrors"]![0]!, "percentage")));
    }

    private static JsonNode Backend(JsonNode traffic, string name) => traffic["backends"]!.AsArray().Single(b => Text(b!, "backend") == name)!;

    private static string Text(JsonNode node, string key) => node[key]!.GetValue<string>();

    private static double Number(JsonNode node, string key) => node[key]!.GetValue<double>();
}
