using FsCheck.Xunit;
using TrafficRouting.Testing;
using TrafficRouting.TestKit.Kubernetes;

namespace TrafficRouting.Kubernetes.Tests.Histories;

/// <summary>Whatever happens to objects and connections, the table in the end is that of a fresh list, with broken objects at their own last good version.</summary>
public sealed class HistoryTests
{
    [Property(MaxTest = 25, Arbitrary = [typeof(History)])]
    public async Task History_OfAnyKind_EndsInTheTableOfAFreshList(History history)
    {
        await using var server = await ApiServer.StartAsync();
        var cluster = new HistoryCluster(server);
        server.Apply(ApiResources.Services, Sample.Service("first"));
        await using var app = ClusterApp.Start(server, time: new FakeClock());
        foreach (var (step, which) in history.Steps)
            await cluster.DoAsync(step, which, app);
        await cluster.SettleAsync(app);

        await using var other = await ApiServer.StartAsync();
        cluster.CopyTo(other);
        // By a clock that stands still, the start takes the time it needs.
        await using var fresh = ClusterApp.Start(other, time: new FakeClock());
        Assert.Equal(fresh.Table, app.Table);
        Assert.Equal(fresh.Options.Backends.Select(b => (b.Key, b.Value.Address)).Order(), app.Options.Backends.Select(b => (b.Key, b.Value.Address)).Order());
    }
}
