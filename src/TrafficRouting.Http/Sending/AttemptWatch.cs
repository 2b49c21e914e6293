using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TrafficRouting.Http;

/// <summary>Tells whoever wants to know of an attempt: the page's viewers, metrics, observers, spans, and the health of its backend.</summary>
internal struct AttemptWatch
{
    private readonly RoutingPipeline _pipeline;
    private readonly RouteDecision _decision;
    private readonly CancellationToken _caller;
    private readonly long _started;
    private readonly bool _isFirst;
    private readonly bool _isFailover;
    private readonly bool _isWatched;
    private Activity? _activity;

    private AttemptWatch(RoutingPipeline pipeline, RouteDecision decision, bool isFirst, bool isFailover, CancellationToken caller)
    {
        _pipeline = pipeline;
        _decision = decision;
        _isFirst = isFirst;
        _isFailover = isFailover;
        _caller = caller;
        // Once for the whole attempt: whoever begins to listen meanwhile would be given a duration without a start.
        _isWatched = pipeline.IsWatched || decision.CountsHealth;
        _started = _isWatched ? pipeline.Time.GetTimestamp() : 0;
    }

    public static AttemptWatch Begin(RoutingPipeline pipeline, RouteDecision decision, bool isFirst, bool isFailover, RoutedClient? client, CancellationToken caller)
    {
        var watch = new AttemptWatch(pipeline, decision, isFirst, isFailover, caller);
        if (watch._isWatched)
            pipeline.Begin(decision, client);
        return watch;
    }

    /// <summary>Starts the attempt's span, if anyone listens, under which it is sent until <see cref="Leave"/>.</summary>
    public void Enter() => _activity = AttemptActivity.Enter(_decision, _pipeline.Failures);

    /// <summary>Gives the caller its own span back; the attempt's goes on.</summary>
    public readonly void Leave() => AttemptActivity.Leave(_activity);

    /// <summary>Tells how the attempt ended, once its request is as the caller gave it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly void End(HttpRequestMessage request, Endpoint? endpoint, bool isSent, HttpResponseMessage? response, Exception? exception, bool isTimeoutAnswer = false)
    {
        AttemptActivity.Stop(_activity, (int?)response?.StatusCode, exception, _pipeline.Failures);
        if (!_isWatched)
            return;

        _pipeline.Report(new RoutedAttempt
        {
            Decision = _decision,
            Endpoint = endpoint,
            Request = request,
            Response = response,
            Exception = exception,
            Duration = _pipeline.Time.GetElapsedTime(_started),
            IsFirstAttempt = _isFirst,
            IsFailover = _isFailover,
            IsTimeoutAnswer = isTimeoutAnswer,
            IsSent = isSent,
            IsCallerCancellation = exception is OperationCanceledException && _caller.IsCancellationRequested,
        });
    }
}
