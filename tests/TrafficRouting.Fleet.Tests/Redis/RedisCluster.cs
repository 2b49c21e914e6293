using System.Globalization;

namespace TrafficRouting.Fleet.Tests.Redis;

/// <summary>A Redis Cluster of two primary servers, which have half of the slots each, and a copy of the first.</summary>
public sealed class RedisCluster : IAsyncLifetime
{
    private const int Slots = 16384;

    private readonly List<RedisProcess> _nodes = [];

    public string? Configuration { get; private set; }

    internal IReadOnlyList<RedisProcess> Nodes => _nodes;

    public string Required()
    {
        Assert.SkipWhen(Configuration is null, RedisServer.Missing);
        return Configuration;
    }

    public async ValueTask InitializeAsync()
    {
        if (RedisProcess.Program is null)
            return;
        var buses = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            buses.Add(ServerProcess.FreePort());
            _nodes.Add(RedisProcess.Start("--cluster-enabled", "yes", "--cluster-port", $"{buses[i]}", "--cluster-node-timeout", "2000"));
        }

        await CliAsync(0, "CLUSTER", "ADDSLOTSRANGE", "0", $"{(Slots / 2) - 1}");
        await CliAsync(1, "CLUSTER", "ADDSLOTSRANGE", $"{Slots / 2}", $"{Slots - 1}");
        for (var i = 0; i < 3; i++)
            await CliAsync(i, "CLUSTER", "SET-CONFIG-EPOCH", $"{i + 1}");
        for (var i = 1; i < 3; i++)
            await CliAsync(0, "CLUSTER", "MEET", "127.0.0.1", $"{_nodes[i].Port}", $"{buses[i]}");
        var first = (await CliAsync(0, "CLUSTER", "MYID")).Trim();
        await UntilAsync(2, "CLUSTER NODES", nodes => nodes.Contains(first, StringComparison.Ordinal) && !nodes.Contains("handshake", StringComparison.Ordinal));
        await CliAsync(2, "CLUSTER", "REPLICATE", first);
        for (var i = 0; i < 3; i++)
            await UntilAsync(i, "CLUSTER INFO", info => info.Contains("cluster_state:ok", StringComparison.Ordinal));
        await UntilAsync(2, "INFO replication", info => info.Contains("master_link_status:up", StringComparison.Ordinal));
        Configuration = string.Join(',', _nodes.Select(n => n.Configuration));
    }

    public ValueTask DisposeAsync()
    {
        _nodes.ForEach(n => n.Dispose());
        return ValueTask.CompletedTask;
    }

    internal Task<string> CliAsync(int node, params string[] command) => RedisReplicationTests.CliAsync(_nodes[node], command);

    internal async Task UntilAsync(int node, string command, Func<string, bool> isThere)
    {
        while (!isThere(await CliAsync(node, command.Split(' '))))
        {
        }
    }

    /// <summary>Gets the slot of a key.</summary>
    internal async Task<int> SlotAsync(string key) => int.Parse(await CliAsync(0, "CLUSTER", "KEYSLOT", key), CultureInfo.InvariantCulture);
}
