using TrafficRouting.Rollouts;

namespace TrafficRouting.Kubernetes;

/// <summary>One watch for all rollouts of the store. When it has ended or broken, another begins, and everybody is told, for changes may have been missed.</summary>
internal sealed class StateFeed(ClusterObjects objects, RolloutObjects names, TimeProvider time, RandomSource random) : IDisposable
{
    private static readonly TimeSpan ShortestWatch = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly Watchers _watchers = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly BackOff _backOff = new(random);
    private int _isStarted;

    public IDisposable Watch(string rollout, Action changed)
    {
        var watch = _watchers.Add(RolloutObjects.Safe(rollout), changed);
        if (Interlocked.Exchange(ref _isStarted, 1) == 0)
        {
            // The watch must not keep what the first caller's execution context holds.
            using (ExecutionContext.SuppressFlow())
                _ = Task.Run(RunAsync);
        }

        return watch;
    }

    public void Dispose() => _ = _stopping.CancelAsync();

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            // Whatever ends it: meanwhile each replica reads once an interval, and what is wrong, its reads say.
            await WatchAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (time.GetElapsedTime(began) >= ShortestWatch)
                _backOff.Reset();
            await Task.Delay(_backOff.Next(), time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WatchAsync()
    {
        var seconds = (int)Chance.Within(random, 300, 600);
        // A connection that broke silently ends here.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds) + Grace, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, patience.Token);
        using var response = await objects.WatchAsync(ObjectKind.ConfigMaps, names.AllStates, seconds, ended.Token).ConfigureAwait(false);
        _watchers.Tell();
        var content = await response.Content.ReadAsStreamAsync(ended.Token).ConfigureAwait(false);
        await using var ofContent = content.ConfigureAwait(false);
        await foreach (var told in WatchLines.ReadAsync(content, ended.Token).ConfigureAwait(false))
        {
            if (RolloutObjects.RolloutOf(told.GetProperty("object")) is { } rollout)
                _watchers.Tell(rollout);
        }
    }
}
