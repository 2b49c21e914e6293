using FsCheck.Xunit;
using TrafficRouting.Testing;
using TrafficRouting.TestKit.Kubernetes;

namespace TrafficRouting.Kubernetes.Tests.Histories;

/// <summary>Whatever happens to objects and connections, the table in the end is that of a fresh list, with broken objects at their own last good version.</summary>
public sealed class HistoryTests
{
    private const int MostSteps = 30;

    private static readonly int Steps = Enum.GetValues<HistoryStep>().Length;

    [Property(MaxTest = 25)]
    public async Task History_OfAnyKind_EndsInTheTableOfAFreshList((byte Step, byte Which)[] history)
    {
        await using var server = await ApiServer.StartAsync();
        var cluster = new HistoryCluster(server);
        server.Apply(ApiResources.Services, Sample.Service("first"));
        await using var app = ClusterApp.Start(server, time: new FakeClock());
        foreach (var (step, which) in history.Take(MostSteps))
            await cluster.DoAsync((HistoryStep)(step % Steps), which, () => app.UntilTableAsync(cluster.Table));
        await app.UntilTableAsync(cluster.Table);

        await using var other = await ApiServer.StartAsync();
        cluster.CopyTo(other);
        await using var fresh = ClusterApp.Start(other);
        Assert.Equal(fresh.Table, app.Table);
        Assert.Equal(fresh.Options.Backends.Select(b => (b.Key, b.Value.Address)).Order(), app.Options.Backends.Select(b => (b.Key, b.Value.Address)).Order());
    }
}
