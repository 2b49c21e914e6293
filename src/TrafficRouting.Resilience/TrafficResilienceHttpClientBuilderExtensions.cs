using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using TrafficRouting.Http;
using TrafficRouting.Resilience;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts resilience around the routing of a client.</summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/resilience.md">Resilience in the documentation</seealso>
public static class TrafficResilienceHttpClientBuilderExtensions
{
    /// <summary>
    /// Adds rate limiter, total timeout and retries outside of routing, and a circuit breaker and an attempt timeout for each backend inside, wherever
    /// the call stands. Puts the client under routing where it is not yet. Takes the place of resilience handlers that were
    /// added before, such as the standard one of the defaults of all clients; what is added afterwards stays.
    /// </summary>
    /// <param name="builder">The client's builder.</param>
    /// <param name="configure">Sets the strategies; by default they are those of the standard resilience handler.</param>
    /// <returns>The builder.</returns>
    public static IHttpClientBuilder AddTrafficResilience(this IHttpClientBuilder builder, Action<TrafficResilienceOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ImpliedRouting.Add(builder);
        var name = builder.Name ?? Options.Options.DefaultName;
        var options = builder.Services.AddOptionsWithValidateOnStart<TrafficResilienceOptions, TrafficResilienceOptionsValidator>(name);
        if (configure is not null)
            options.Configure(configure);
        options.PostConfigure(o => RetryRules.SkipDelayAfterRejection(o.Retry));

        builder.Lead(provider => !provider.GetRequiredService<IOptionsMonitor<TrafficResilienceOptions>>().Get(name).KeepDecision);
        builder.AddResilienceHandler("traffic-routing", (pipeline, context) => Pipelines.Outer(pipeline, Current(context, name)));
        builder.AddResilienceHandler("traffic-routing-backend", (pipeline, context) => Pipelines.Inner(pipeline, Current(context, name)))
            .SelectPipelineBy(_ => BackendKey.Of);
        return builder.AddHttpMessageHandler(() => new AttemptScopeHandler());
    }

    /// <summary>
    /// Adds the standard hedging handler around routing: total timeout and hedging outside, and rate limiter, circuit breaker and attempt timeout for each
    /// backend inside, wherever the call stands. A hedged request is one request to routing: decided as its route says, mirrored once and judged
    /// once. Hedges go to the backend of the first attempt, unless the route's <c>DecideOn</c> is <c>EveryAttempt</c>. Takes the place of resilience
    /// handlers that were added before.
    /// </summary>
    /// <param name="builder">The client's builder.</param>
    /// <param name="configure">Sets the strategies.</param>
    /// <returns>The builder.</returns>
    public static IHttpClientBuilder AddTrafficHedging(this IHttpClientBuilder builder, Action<HttpStandardHedgingResilienceOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ImpliedRouting.Add(builder);
        builder.Lead(_ => false);
        var hedging = builder.AddStandardHedgingHandler().SelectPipelineBy(_ => BackendKey.Of);
        if (configure is not null)
            hedging.Configure(configure);
        return builder.AddHttpMessageHandler(() => new AttemptScopeHandler());
    }

    private static TrafficResilienceOptions Current(ResilienceHandlerContext context, string name)
    {
        context.EnableReloads<TrafficResilienceOptions>(name);
        return context.GetOptions<TrafficResilienceOptions>(name);
    }

    // What leads the group also tells, to whoever looks at the pipeline, that the resilience inside of it knows of routing.
    private static void Lead(this IHttpClientBuilder builder, Func<IServiceProvider, bool> decidesEveryAttempt)
    {
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHandlerArrangement, ResilienceArrangement>());
        builder.ConfigureAdditionalHttpMessageHandlers((handlers, provider) =>
        {
            ResilienceArrangement.RemoveEarlier(handlers);
            handlers.Add(new LogicalRequestHandler(decidesEveryAttempt(provider), leadsResilience: true));
        });
    }
}
