using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using TrafficRouting.Http;

namespace TrafficRouting.Resilience;

/// <summary>What is sent again, and when.</summary>
internal static class RetryRules
{
    public static bool IsRetried(Outcome<HttpResponseMessage> outcome) => outcome.Exception switch
    {
        // It would fail alike, wherever it went.
        InvalidTargetException => false,
        BrokenCircuitException => true,
        // A route's own timeout.
        OperationCanceledException { InnerException: TimeoutException } => true,
        _ => HttpClientResiliencePredicates.IsTransient(outcome),
    };

    /// <summary>Waits for nothing after a rejection by an open circuit: nothing was sent, and another backend may be drawn.</summary>
    public static void SkipDelayAfterRejection(RetryStrategyOptions<HttpResponseMessage> options)
    {
        var given = options.DelayGenerator;
        options.DelayGenerator = args =>
            args.Outcome.Exception is BrokenCircuitException ? new(TimeSpan.Zero) : given?.Invoke(args) ?? new((TimeSpan?)null);
    }
}
