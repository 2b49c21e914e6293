using System.Diagnostics;
using System.Net.Http.Headers;

namespace TrafficRouting.Http;

/// <summary>
/// What a request was when its mirrors were decided. Pooled: filled on the request's path, read by the workers, and given
/// back when the last of its mirrors is done. Not safe for use after that.
/// </summary>
internal sealed class MirrorSnapshot
{
    private const int UsualHeaders = 16;
    private const int KeptHeaders = 64;

    private KeyValuePair<string, HeaderStringValues>[] _headers = new KeyValuePair<string, HeaderStringValues>[UsualHeaders];
    private MirrorJob?[] _jobs = new MirrorJob?[2];
    private int _headerCount;
    private int _contentHeaderCount;
    private int _jobCount;
    private int _pending;
    private bool _negotiates;

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

    public MirrorBody? Body { get; set; }

    public StreamTee? Tee { get; set; }

    public ReadOnlySpan<KeyValuePair<string, HeaderStringValues>> Headers => _headers.AsSpan(0, _headerCount);

    public ReadOnlySpan<KeyValuePair<string, HeaderStringValues>> ContentHeaders => _headers.AsSpan(_headerCount, _contentHeaderCount);

    /// <summary>Gets a job for each of the mirrors.</summary>
    public ReadOnlySpan<MirrorJob> Jobs => _jobs.AsSpan(0, _jobCount)!;

    public void Add(Mirror mirror, MirrorLane lane, MirrorBreaker breaker)
    {
        if (_jobCount == _jobs.Length)
            Array.Resize(ref _jobs, _jobCount * 2);
        (_jobs[_jobCount++] ??= new(this)).Set(mirror, lane, breaker);
        _pending = _jobCount;
    }

    /// <summary>Copies all but the body.</summary>
    /// <returns><see langword="false"/> when a header says that the request must not be mirrored.</returns>
    public bool TryTake(HttpRequestMessage request, RouteDecision decision, string? callerHost, MirroringOptions limits)
    {
        Decision = decision;
        Limits = limits;
        Method = request.Method;
        Uri = request.RequestUri!;
        CallerHost = callerHost;
        Version = request.Version;
        VersionPolicy = request.VersionPolicy;
        if (Spans.Source.HasListeners())
            Parent = Activity.Current?.Context ?? default;
        _headerCount = Append(request.Headers, 0);
        _contentHeaderCount = request.Content is { } content ? Append(content.Headers, _headerCount) - _headerCount : 0;
        return !_negotiates;
    }

    /// <summary>Ends one mirror's use.</summary>
    /// <returns><see langword="true"/> for the last, after which the snapshot is empty and may be used for another request.</returns>
    public bool Release()
    {
        if (Interlocked.Decrement(ref _pending) > 0)
            return false;
        Clear();
        return true;
    }

    /// <summary>Forgets everything, so that nothing of the request stays reachable from the pool.</summary>
    public void Clear()
    {
        Body?.Release();
        Body = null;
        Tee = null;
        Decision = null!;
        Uri = null!;
        CallerHost = null;
        Parent = default;
        foreach (var job in Jobs)
            job.Clear();
        if (_headers.Length > KeptHeaders)
            _headers = new KeyValuePair<string, HeaderStringValues>[UsualHeaders];
        else
            _headers.AsSpan(0, _headerCount + _contentHeaderCount).Clear();
        _headerCount = _contentHeaderCount = _jobCount = _pending = 0;
        _negotiates = false;
    }

    // Unvalidated: parsing would allocate, and the values must travel as they are.
    private int Append(HttpHeaders headers, int count)
    {
        foreach (var header in headers.NonValidated)
        {
            if (count == _headers.Length)
                Array.Resize(ref _headers, count * 2);
            _headers[count++] = header;
            _negotiates |= Mirrorability.Negotiates(header.Key);
        }

        return count;
    }
}
