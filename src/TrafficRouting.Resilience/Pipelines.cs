using Polly;

namespace TrafficRouting.Resilience;

/// <summary>The order of the strategies, from outside to inside.</summary>
internal static class Pipelines
{
    public static ResiliencePipelineBuilder<HttpResponseMessage> Outer(ResiliencePipelineBuilder<HttpResponseMessage> builder, TrafficResilienceOptions options) => builder
        .AddRateLimiter(options.RateLimiter)
        .AddTimeout(options.TotalRequestTimeout)
        .AddRetry(options.Retry);

    public static ResiliencePipelineBuilder<HttpResponseMessage> Inner(ResiliencePipelineBuilder<HttpResponseMessage> builder, TrafficResilienceOptions options) => builder
        .AddCircuitBreaker(options.CircuitBreaker)
        .AddTimeout(options.AttemptTimeout);
}
