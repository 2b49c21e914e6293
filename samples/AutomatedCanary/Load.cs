namespace AutomatedCanary;

/// <summary>Callers of the reviews service, until disposed of.</summary>
internal sealed class Load : IAsyncDisposable
{
    private const int Callers = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(12);

    private readonly CancellationTokenSource _enough = new();
    private readonly Task _all;

    public Load(HttpClient client) => _all = Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => CallAsync(client))));

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _all;
        _enough.Dispose();
    }

    private async Task CallAsync(HttpClient client)
    {
        while (!_enough.IsCancellationRequested)
        {
            (await client.GetAsync("/reviews/1")).Dispose();
            await Task.Delay(Pause);
        }
    }
}
