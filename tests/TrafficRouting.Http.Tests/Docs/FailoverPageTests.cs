using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Docs;

public sealed class FailoverPageTests
{
    [Fact]
    public void Settings_EmptyObjects_AskForTheDefaults()
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes("""
            { "TrafficRouting": { "Backends": { "a": { "Address": "http://a", "Health": {} }, "b": { "Address": "http://b" } },
              "Services": { "s": { "Hosts": [ "s" ], "Routes": { "all": { "Weights": { "a": 1, "b": 1 }, "Failover": {} } } } } } }
            """));
        var services = new ServiceCollection();
        services.AddTrafficRouting(new ConfigurationBuilder().AddJsonStream(json).Build().GetSection("TrafficRouting"));
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<TrafficRouter>().Table.Options;
        Assert.Equal(5, options.Backends["a"].Health?.ConsecutiveFailures);
        Assert.Equal(1, options.Services["s"].Routes["all"].Failover?.Attempts);
    }

    [Fact]
    public void Settings_OnThePage_AreReadAsTheyAreWritten()
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(DocSnippets.Blocks("docs/failover.md", "json")[0]));
        var services = new ServiceCollection();
        services.AddTrafficRouting(new ConfigurationBuilder().AddJsonStream(json).Build().GetSection("TrafficRouting"));
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<TrafficRouter>().Table.Options;
        Assert.Equal(TimeSpan.FromSeconds(20), options.Backends["reviews-v2"].Health!.SlowStart);
        Assert.Equal(["ConnectFailure", "Reset", "503"], options.Services["reviews"].Routes["default"].Failover!.On);
    }

    [Fact]
    public void Probe_OnThePage_IsReadAsItIsWritten()
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(DocSnippets.Blocks("docs/failover.md", "json")[^1]));
        var services = new ServiceCollection();
        services.AddTrafficRouting(new ConfigurationBuilder().AddJsonStream(json).Build().GetSection("TrafficRouting"));
        using var provider = services.BuildServiceProvider();
        var probe = provider.GetRequiredService<TrafficRouter>().Table.Options.Backends["reviews-v1"].Health!.Probe!;
        Assert.Equal(("/healthz", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(2), "2xx"), (probe.Path, probe.Interval, probe.Timeout, Assert.Single(probe.Statuses)));
    }
}
