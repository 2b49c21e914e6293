namespace FailoverSample;

/// <summary>Several callers at once, who call until this is disposed.</summary>
internal sealed class Load : IAsyncDisposable
{
    public const int Callers = 4;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _client;
    private readonly Task _callers;
    private int _made;
    private int _failed;

    public Load(HttpClient client)
    {
        _client = client;
        _callers = Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(CallAsync)));
    }

    /// <summary>Waits while calls are made.</summary>
    /// <param name="calls">How many.</param>
    /// <param name="until">What to wait for as well, ten seconds at most; nothing by default.</param>
    /// <returns>How many were made meanwhile, and how many of them failed.</returns>
    public async Task<(int Made, int Failed)> WatchAsync(int calls, Func<bool>? until = null)
    {
        var (made, failed) = (Volatile.Read(ref _made), Volatile.Read(ref _failed));
        using var limit = new CancellationTokenSource(Longest);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (Volatile.Read(ref _made) - made < calls || (until?.Invoke() is false && !limit.IsCancellationRequested))
            await timer.WaitForNextTickAsync();
        return (Volatile.Read(ref _made) - made, Volatile.Read(ref _failed) - failed);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _callers;
        _stop.Dispose();
    }

    private async Task CallAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var response = await _client.GetAsync("http://reviews/");
                if (!response.IsSuccessStatusCode)
                    Interlocked.Increment(ref _failed);
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref _failed);
            }

            Interlocked.Increment(ref _made);
        }
    }
}
