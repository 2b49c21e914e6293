namespace TrafficRouting.Http;

/// <summary>
/// One holder's claim on a pooled <see cref="CapturedRequest"/>, to be disposed by whoever it was handed to last. The request goes
/// back to its pool with its last lease; a lease that was kept longer throws instead of showing another request.
/// </summary>
internal readonly struct RequestLease : IDisposable
{
    private readonly CapturedRequest? _request;
    private readonly uint _generation;

    public RequestLease(CapturedRequest request, uint generation)
    {
        _request = request;
        _generation = generation;
    }

    /// <summary>Gets a value indicating whether this is no lease at all.</summary>
    public bool IsNone => _request is null;

    /// <summary>Gets the request.</summary>
    /// <exception cref="ObjectDisposedException">The lease has ended.</exception>
    public CapturedRequest Request
    {
        get
        {
            ObjectDisposedException.ThrowIf(_request is null || !_request.IsAt(_generation), typeof(RequestLease));
            return _request;
        }
    }

    /// <summary>Makes a lease for one more holder, unless the request has gone back to its pool.</summary>
    public bool TryShare(out RequestLease lease)
    {
        lease = this;
        return _request is not null && _request.TryHold(_generation);
    }

    /// <summary>Makes a lease for one more holder.</summary>
    /// <exception cref="ObjectDisposedException">The lease has ended.</exception>
    public RequestLease Share()
    {
        ObjectDisposedException.ThrowIf(!TryShare(out var lease), typeof(RequestLease));
        return lease;
    }

    /// <summary>Ends the lease.</summary>
    /// <exception cref="ObjectDisposedException">All leases of the request have ended before.</exception>
    public void Dispose() => _request?.Release(_generation);
}
