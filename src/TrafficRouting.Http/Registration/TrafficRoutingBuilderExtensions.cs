using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TrafficRouting;
using TrafficRouting.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds to a route table what belongs to it.</summary>
public static class TrafficRoutingBuilderExtensions
{
    /// <summary>
    /// Adds a source. Of a service or backend that several sources have, the one added last counts, whole; live sources lie over the
    /// others, code below them. The section lies over all, key by key.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="source">The source.</param>
    /// <returns>The builder.</returns>
    public static ITrafficRoutingBuilder AddSource(this ITrafficRoutingBuilder builder, RoutingSource source)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        builder.Services.AddKeyedSingleton(builder.Name, source);
        return builder;
    }

    /// <summary>Adds a source made with the help of other services; the container disposes it.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="create">Makes the source, once.</param>
    /// <returns>The builder.</returns>
    public static ITrafficRoutingBuilder AddSource(this ITrafficRoutingBuilder builder, Func<IServiceProvider, RoutingSource> create)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(create);
        builder.Services.AddKeyedSingleton(builder.Name, (provider, _) => create(provider));
        return builder;
    }

    /// <summary>Adds a selection policy of your own, which routes and backends of the table take by its name as their <c>Selection</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name, of letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, in any case; none of <see cref="SelectionNames"/>.</param>
    /// <param name="factory">Makes the policies.</param>
    /// <returns>The builder.</returns>
    public static ITrafficRoutingBuilder AddSelectionPolicy(this ITrafficRoutingBuilder builder, string name, SelectionPolicyFactory factory)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(factory);
        builder.Services.AddKeyedSingleton(builder.Name, new SelectionPolicyRegistration(name, factory));
        return builder;
    }

    /// <summary>Adds an observer of the table's routed attempts. One that is registered in the services without a table observes all tables.</summary>
    /// <typeparam name="TObserver">The observer.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static ITrafficRoutingBuilder AddObserver<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TObserver>(this ITrafficRoutingBuilder builder)
        where TObserver : class, IRoutingObserver
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddKeyedSingleton<IRoutingObserver, TObserver>(builder.Name);
        return builder;
    }

    /// <summary>Adds an observer of compared responses of the table's mirrors.</summary>
    /// <typeparam name="TObserver">The observer.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static ITrafficRoutingBuilder AddMirrorObserver<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TObserver>(this ITrafficRoutingBuilder builder)
        where TObserver : class, IMirrorObserver
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddKeyedSingleton<IMirrorObserver, TObserver>(builder.Name);
        return builder;
    }

    /// <summary>
    /// Puts service, route and backend of routed requests on HttpClient's own metric <c>http.client.request.duration</c>, as
    /// <c>traffic_routing.service</c>, <c>traffic_routing.route</c> and <c>traffic_routing.backend</c>. Costs some allocations per request.
    /// </summary>
    /// <param name="builder">The builder; the enrichment is for all tables.</param>
    /// <returns>The builder.</returns>
    public static ITrafficRoutingBuilder AddMetricsEnrichment(this ITrafficRoutingBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<HttpMetricsEnrichment>();
        return builder;
    }
}
