using System.Collections.Concurrent;

namespace TrafficRouting.TestKit.Kubernetes;

/// <summary>What an API server answers instead of what is right. Safe for concurrent use.</summary>
public sealed class Faults
{
    internal const int Nothing = 0;

    private readonly ConcurrentDictionary<int, (Func<ApiRequest, bool> Meets, int Status, int? RetryAfter, int Times)> _faults = new();
    private readonly ConcurrentDictionary<(string Verb, string Plural, string Namespace), byte> _forbidden = new();
    private int _next;

    /// <summary>Answers requests with a status.</summary>
    /// <param name="status">The status.</param>
    /// <param name="meets">Which requests; all by default.</param>
    /// <param name="times">How many of them.</param>
    /// <param name="retryAfter">The seconds of Retry-After.</param>
    public void Answer(int status, Func<ApiRequest, bool>? meets = null, int times = 1, int? retryAfter = null) =>
        _faults[Interlocked.Increment(ref _next)] = (meets ?? (_ => true), status, retryAfter, times);

    /// <summary>Answers requests with nothing at all, ever.</summary>
    /// <param name="meets">Which requests.</param>
    /// <param name="times">How many of them.</param>
    public void Hang(Func<ApiRequest, bool> meets, int times = 1) => Answer(Nothing, meets, times);

    /// <summary>Ends all answers of this kind.</summary>
    public void Clear() => _faults.Clear();

    /// <summary>Takes a right away.</summary>
    public void Forbid(ApiResource resource, string @namespace = "", params IEnumerable<string> verbs)
    {
        foreach (var verb in verbs.DefaultIfEmpty("list").Concat(verbs.Any() ? [] : ["watch", "get"]))
            _forbidden[(verb, resource.Plural, @namespace)] = 0;
    }

    /// <summary>Gives all rights back.</summary>
    public void Allow() => _forbidden.Clear();

    internal bool IsForbidden(ApiRequest request) =>
        _forbidden.ContainsKey((request.Verb, request.Plural, "")) || _forbidden.ContainsKey((request.Verb, request.Plural, request.Namespace));

    internal (int Status, int? RetryAfter)? Take(ApiRequest request)
    {
        foreach (var (number, fault) in _faults.OrderBy(f => f.Key))
        {
            if (!fault.Meets(request))
                continue;
            if (fault.Times > 1)
                _faults[number] = fault with { Times = fault.Times - 1 };
            else
                _faults.TryRemove(number, out _);
            return (fault.Status, fault.RetryAfter);
        }

        return null;
    }
}
