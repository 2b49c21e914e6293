using System.Collections.Immutable;
using System.Diagnostics;
using System.Net.Http.Headers;

namespace TrafficRouting.Http;

/// <summary>What a request was when its mirrors were drawn: filled on the request's path, read by the workers. Pooled, and held by <see cref="RequestLease"/>s alone.</summary>
internal sealed class CapturedRequest(CapturedRequestPool pool, MirrorBudget budget)
{
    private const int UsualHeaders = 16;
    private const int KeptHeaders = 64;

    // This object with its usual arrays, and what a string, a header and a URI take beside their characters.
    private const int OwnBytes = 1024;
    private const int HeaderBytes = 64;

    private KeyValuePair<string, HeaderStringValues>[] _headers = new KeyValuePair<string, HeaderStringValues>[UsualHeaders];
    private MirrorCopy[] _copies = new MirrorCopy[2];
    private int _headerCount;
    private int _contentHeaderCount;
    private int _copyCount;
    private long _reserved;
    private bool _negotiates;

    // The generation above, the number of leases below.
    private ulong _state;

    public RouteDecision Decision { get; private set; } = null!;

    public MirroringOptions Limits { get; private set; } = null!;

    public HttpMethod Method { get; private set; } = null!;

    /// <summary>Gets the URI as it was called, before any rewriting.</summary>
    public Uri Uri { get; private set; } = null!;

    /// <summary>Gets the Host header as it was called, before any edit.</summary>
    public string? CallerHost { get; private set; }

    public Version Version { get; private set; } = null!;

    public HttpVersionPolicy VersionPolicy { get; private set; }

    /// <summary>Gets the trace context the primary is sent in, while somebody listens to spans.</summary>
    public ActivityContext Parent { get; private set; }

    /// <summary>Gets the baggage the primary leaves with, where a mirror chooses its endpoint by it.</summary>
    public ImmutableDictionary<string, string>? Baggage { get; private set; }

    public bool HasBody { get; private set; }

    public CapturedBody Body { get; } = new(budget);

    public ReadOnlySpan<KeyValuePair<string, HeaderStringValues>> Headers => _headers.AsSpan(0, _headerCount);

    public ReadOnlySpan<KeyValuePair<string, HeaderStringValues>> ContentHeaders => _headers.AsSpan(_headerCount, _contentHeaderCount);

    /// <summary>Gets what is to be sent, one for each mirror that was drawn; each has a place in its channel.</summary>
    public Span<MirrorCopy> Copies => _copies.AsSpan(0, _copyCount);

    public void Add(MirrorCopy copy)
    {
        if (_copyCount == _copies.Length)
            Array.Resize(ref _copies, _copyCount * 2);
        _copies[_copyCount++] = copy;
    }

    /// <summary>Copies all but the body.</summary>
    /// <returns>Why the request is not mirrored, or null.</returns>
    public MirrorOutcome? Capture(HttpRequestMessage message, RouteDecision decision, string? callerHost, MirroringOptions limits)
    {
        Decision = decision;
        Limits = limits;
        Method = message.Method;
        Uri = message.RequestUri!;
        CallerHost = callerHost;
        Version = message.Version;
        VersionPolicy = message.VersionPolicy;
        HasBody = message.Content is not null;
        if (Spans.Source.HasListeners())
            Parent = Activity.Current?.Context ?? default;
        foreach (var copy in Copies)
        {
            if (copy.Mirror.ReadsBaggage)
                Baggage ??= RequestBaggage.All(message);
        }

        var bytes = OwnBytes + ((long)sizeof(char) * Uri.OriginalString.Length);
        _headerCount = Append(message.Headers, 0, ref bytes);
        _contentHeaderCount = message.Content is { } content ? Append(content.Headers, _headerCount, ref bytes) - _headerCount : 0;
        if (_negotiates)
            return MirrorOutcome.NotMirrorable;
        if (!budget.TryReserve(bytes, limits.QueueBytes))
            return MirrorOutcome.Dropped;
        _reserved = bytes;
        return null;
    }

    /// <summary>Makes the first lease of an idle request.</summary>
    public RequestLease Lease()
    {
        var generation = (uint)(_state >> 32) + 1;
        Volatile.Write(ref _state, ((ulong)generation << 32) | 1);
        return new(this, generation);
    }

    public bool IsAt(uint generation) => IsHeld(Volatile.Read(ref _state), generation);

    public bool TryHold(uint generation) => TryCount(generation, 1, out _);

    public void Release(uint generation)
    {
        ObjectDisposedException.ThrowIf(!TryCount(generation, -1, out var left), typeof(RequestLease));
        if (left > 0)
            return;
        Clear();
        pool.Return(this);
    }

    private static bool IsHeld(ulong state, uint generation) => state >> 32 == generation && (uint)state > 0;

    private bool TryCount(uint generation, int change, out uint left)
    {
        left = 0;
        var seen = Volatile.Read(ref _state);
        while (IsHeld(seen, generation))
        {
            var before = Interlocked.CompareExchange(ref _state, seen + (ulong)change, seen);
            if (before == seen)
            {
                left = (uint)(seen + (ulong)change);
                return true;
            }

            seen = before;
        }

        return false;
    }

    // Nothing of a request stays reachable from the pool.
    private void Clear()
    {
        Body.Clear();
        budget.Release(_reserved);
        Decision = null!;
        Limits = null!;
        Uri = null!;
        CallerHost = null;
        Parent = default;
        Baggage = null;
        Copies.Clear();
        if (_headers.Length > KeptHeaders)
            _headers = new KeyValuePair<string, HeaderStringValues>[UsualHeaders];
        else
            _headers.AsSpan(0, _headerCount + _contentHeaderCount).Clear();
        _headerCount = _contentHeaderCount = _copyCount = 0;
        _reserved = 0;
        _negotiates = false;
    }

    // Unvalidated: parsing would allocate, and the values must travel as they are.
    private int Append(HttpHeaders headers, int count, ref long bytes)
    {
        foreach (var header in headers.NonValidated)
        {
            if (count == _headers.Length)
                Array.Resize(ref _headers, count * 2);
            _headers[count++] = header;
            _negotiates |= Mirrorability.Negotiates(header.Key);
            bytes += HeaderBytes + (sizeof(char) * (header.Key.Length + Length(header.Value)));
        }

        return count;
    }

    private static int Length(HeaderStringValues values)
    {
        if (values.Count == 1)
            return values.ToString().Length;
        var length = 0;
        foreach (var value in values)
            length += value.Length;
        return length;
    }
}
