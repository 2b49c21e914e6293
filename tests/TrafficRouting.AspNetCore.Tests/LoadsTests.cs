using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.AspNetCore.Tests;

public sealed class LoadsTests
{
    [Fact]
    public async Task Loads_OfReloads_TellWhatChangedWhatWasRejectedAndWhatRecovered()
    {
        await using var app = await PageApp.StartAsync();

        app.Reload("TrafficRouting:Services:reviews:Routes:default:Weights:v1", "2");
        app.Reload("TrafficRouting:Services:reviews:Routes:default:Weights:v3", "1");
        var broken = await app.GetAsync("/traffic/api/loads");
        app.Reload("TrafficRouting:Services:reviews:Routes:default:Weights:v3", null);
        var mended = await app.GetAsync("/traffic/api/loads");

        Assert.False(broken["isOk"]!.GetValue<bool>());
        Assert.Contains("v3", broken["current"]![0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(["Error", "Accepted"], broken["notes"]!.AsArray().Select(n => n!["kind"]!.GetValue<string>()));
        Assert.Equal("service reviews changed", broken["notes"]![1]!["text"]!.GetValue<string>());
        Assert.True(mended["isOk"]!.GetValue<bool>());
        Assert.Empty(mended["current"]!.AsArray());
        Assert.Equal("Recovered", mended["notes"]![0]!["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task Loads_OfADocument_HaveFileAndLine()
    {
        var folder = Directory.CreateTempSubdirectory("traffic-page-");
        var file = Path.Combine(folder.FullName, "split.yaml");
        await File.WriteAllTextAsync(file, Split("reviews-v1"), TestContext.Current.CancellationToken);
        await using var app = await PageApp.StartAsync(services: s => s.AddTrafficRouting().AddManifests(file));

        await File.WriteAllTextAsync(file, Split("reviews-v1") + "    extra: [", TestContext.Current.CancellationToken);
        var loads = await app.GetAsync("/traffic/api/loads");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (loads["isOk"]!.GetValue<bool>() && !patience.IsCancellationRequested)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(5));
            loads = await app.GetAsync("/traffic/api/loads");
        }

        Assert.Matches(@"split\.yaml:\d+", loads["notes"]![0]!["location"]!.GetValue<string>());
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Loads_OfManyReloads_KeepTheLastFifty()
    {
        await using var app = await PageApp.StartAsync();

        for (var i = 1; i <= 60; i++)
            app.Reload("TrafficRouting:Services:reviews:Routes:default:Weights:v1", i.ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(50, (await app.GetAsync("/traffic/api/loads"))["notes"]!.AsArray().Count);
    }

    private static string Split(string backend) => $"""
        apiVersion: split.smi-spec.io/v1alpha4
        kind: TrafficSplit
        metadata:
          name: ratings
        spec:
          service: ratings
          backends:
          - service: {backend}
            weight: 1

        """;
}
