using System.Collections.Concurrent;
using System.Diagnostics;

namespace Kubernetes;

/// <summary>Twenty applications that follow the same cluster.</summary>
internal sealed class Clients : IAsyncDisposable
{
    private const int Count = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly List<Client> _all = [];

    public static async Task<Clients> StartAsync(Cluster cluster, IReadOnlyDictionary<string, Uri> addresses)
    {
        var clients = new Clients();
        for (var i = 0; i < Count; i++)
            clients._all.Add(await Client.StartAsync(cluster, addresses));
        return clients;
    }

    /// <summary>Runs a command that tells whether it went well, and measures when each client has followed it, from its end on.</summary>
    public async Task<IReadOnlyList<TimeSpan>> FollowAsync(Func<Task<bool>> command, string host, string routes)
    {
        using var patience = new CancellationTokenSource(Patience);
        var ended = 0L;
        var following = _all.ConvertAll(async client =>
        {
            try
            {
                await client.FollowAsync(host, routes, patience.Token);
                return Stopwatch.GetTimestamp();
            }
            catch (OperationCanceledException)
            {
                return -1L;
            }
        });
        if (!await command())
            await patience.CancelAsync();
        ended = Stopwatch.GetTimestamp();
        var seen = await Task.WhenAll(following);
        // Those who followed before kubectl was done waited for nothing.
        return [.. seen.Where(s => s >= 0).Select(s => s <= ended ? TimeSpan.Zero : Stopwatch.GetElapsedTime(ended, s)).Order()];
    }

    /// <summary>Gives what the clients make of a host, each answer once.</summary>
    public string RoutesOf(string host) => string.Join(" | ", _all.Select(c => c.RoutesOf(host)).Distinct());

    /// <summary>Sends requests from all clients in turns, and counts which version answered.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CallAsync(string url, int requests, string? user = null)
    {
        var seen = new ConcurrentDictionary<string, int>();
        await Parallel.ForAsync(0, requests, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
            seen.AddOrUpdate(await _all[i % Count].CallAsync(url, user), 1, (_, count) => count + 1));
        return seen;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _all)
            await client.DisposeAsync();
    }
}
