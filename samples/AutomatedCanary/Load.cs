using Grpc.Core;
using Polly.Timeout;

namespace AutomatedCanary;

/// <summary>Callers of the reviews service, until disposed of.</summary>
internal sealed class Load : IAsyncDisposable
{
    private const int Callers = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(12);

    private readonly CancellationTokenSource _enough = new();
    private readonly Task _all;

    public Load(Func<Task> call) => _all = Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => CallAsync(call))));

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _all;
        _enough.Dispose();
    }

    private async Task CallAsync(Func<Task> call)
    {
        while (!_enough.IsCancellationRequested)
        {
            try
            {
                await call();
            }
            catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException or RpcException)
            {
                // The caller's bad luck.
            }

            await Task.Delay(Pause);
        }
    }
}
