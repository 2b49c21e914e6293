using Microsoft.Extensions.Http.Resilience;

namespace TrafficRouting.Resilience;

/// <summary>
/// The strategies around and within routing, with the names and defaults of <see cref="HttpStandardResilienceOptions"/>. Outside of routing, for the whole
/// call: rate limiter, total timeout, retries. Inside, for each backend by itself: circuit breaker, attempt timeout.
/// </summary>
public sealed class TrafficResilienceOptions : HttpStandardResilienceOptions
{
    /// <summary>Initializes the options with their defaults. What is retried besides transient failures is a rejection by an open circuit.</summary>
    public TrafficResilienceOptions() => Retry.ShouldHandle = static args => new(RetryRules.IsRetried(args.Outcome));

    /// <summary>Gets or sets a value indicating whether retries go to the backend of the first attempt, unless the route decides on every attempt.</summary>
    /// <value>The default is <see langword="false"/>: each retry is decided anew, whatever the route says, so that it need not meet the failing backend again.</value>
    public bool KeepDecision { get; set; }
}
