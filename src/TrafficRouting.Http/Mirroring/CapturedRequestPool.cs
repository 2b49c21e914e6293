using System.Collections.Concurrent;

namespace TrafficRouting.Http;

/// <summary>Keeps captured requests for reuse. Holds at most as many as were ever in use at once, which the places of the channels bound.</summary>
internal sealed class CapturedRequestPool(MirrorBudget budget)
{
    private readonly ConcurrentQueue<CapturedRequest> _idle = new();

    // The last one back is the next one out, and mostly the only one.
    private CapturedRequest? _last;

    public RequestLease Rent() =>
        (Interlocked.Exchange(ref _last, null) ?? (_idle.TryDequeue(out var request) ? request : new(this, budget))).Lease();

    /// <summary>Takes back a request whose last lease has ended.</summary>
    public void Return(CapturedRequest request)
    {
        if (Interlocked.CompareExchange(ref _last, request, null) is not null)
            _idle.Enqueue(request);
    }
}
