using System.ComponentModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using TrafficRouting;
using TrafficRouting.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers route tables.</summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/getting-started.md">Getting started in the documentation</seealso>
public static class TrafficRoutingServiceCollectionExtensions
{
    /// <summary>
    /// Registers the route table, read from the sources that are added to what this returns. It is validated when the host starts
    /// (without a host, when the first routed client is made) and follows its sources; a rejected change leaves the last good table in force.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <returns>A builder, for sources, observers and all else that belongs to the table.</returns>
    public static ITrafficRoutingBuilder AddTrafficRouting(this IServiceCollection services) => services.AddTrafficRouting(Options.Options.DefaultName);

    /// <summary>Registers a route table beside others, for the clients that name it: <c>AddHttpClient("x").AddTrafficRouting("payments")</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the table, <c>[A-Za-z0-9._-]+</c>, by which it is injected too: <c>[FromKeyedServices("payments")] TrafficRouter</c>. Empty for the one without a name.</param>
    /// <returns>A builder, for sources, observers and all else that belongs to the table.</returns>
    /// <exception cref="ArgumentException">The name holds other characters.</exception>
    public static ITrafficRoutingBuilder AddTrafficRouting(this IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length > 0 && !NameValidator.IsValid(name))
            throw new ArgumentException($"'{name}' is not a name for a table. Names hold letters, digits, '.', '_' and '-'.", nameof(name));
        TableServices.GetOrAdd(services, name);
        return new TrafficRoutingBuilder(name, services);
    }

    /// <summary>
    /// Registers the route table read from a configuration section, which always lies over the sources that are added to what this
    /// returns. Follows the section's changes; while a file of it is broken, its last good keys stay in force.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="section">The section, such as <c>configuration.GetSection("TrafficRouting")</c>.</param>
    /// <returns>A builder, for sources, observers and all else that belongs to the table.</returns>
    /// <exception cref="InvalidOperationException">The table without a name has a section already.</exception>
    public static ITrafficRoutingBuilder AddTrafficRouting(this IServiceCollection services, IConfigurationSection section) =>
        services.AddTrafficRouting(Options.Options.DefaultName, section);

    /// <summary>Registers a route table beside others, read from a configuration section of its own.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the table.</param>
    /// <param name="section">The section, such as <c>configuration.GetSection("PaymentsRouting")</c>.</param>
    /// <returns>A builder, for sources, observers and all else that belongs to the table.</returns>
    /// <exception cref="InvalidOperationException">The table of this name has a section already.</exception>
    public static ITrafficRoutingBuilder AddTrafficRouting(this IServiceCollection services, string name, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var builder = services.AddTrafficRouting(name);
        var table = TableServices.GetOrAdd(services, name);
        if (table.Section is not null)
        {
            throw new InvalidOperationException(name.Length == 0
                ? $"AddTrafficRouting was called with the section '{table.Section.Path}' before. To have several route tables, give the others names: AddTrafficRouting(\"payments\", section), and AddTrafficRouting(\"payments\") on their clients."
                : $"The route table '{name}' has the section '{table.Section.Path}' already. Give this one another name.");
        }

        table.Section = section;
        return builder;
    }

    /// <summary>Registers the route table written in code; sources and the section lie over it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Fills empty options, once. To change what was read, use <c>services.PostConfigure&lt;TrafficRoutingOptions&gt;(…)</c>.</param>
    /// <returns>A builder, for sources, observers and all else that belongs to the table.</returns>
    public static ITrafficRoutingBuilder AddTrafficRouting(this IServiceCollection services, Action<TrafficRoutingOptions> configure) =>
        services.AddTrafficRouting(Options.Options.DefaultName, configure);

    /// <summary>Registers the route table written in code with the help of other services.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Fills empty options, once.</param>
    /// <returns>A builder, for sources, observers and all else that belongs to the table.</returns>
    public static ITrafficRoutingBuilder AddTrafficRouting(this IServiceCollection services, Action<TrafficRoutingOptions, IServiceProvider> configure) =>
        services.AddTrafficRouting(Options.Options.DefaultName, configure);

    /// <summary>Registers a route table beside others, written in code.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the table.</param>
    /// <param name="configure">Fills empty options, once.</param>
    /// <returns>A builder, for sources, observers and all else that belongs to the table.</returns>
    public static ITrafficRoutingBuilder AddTrafficRouting(this IServiceCollection services, string name, Action<TrafficRoutingOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddTrafficRouting(name, (options, _) => configure(options));
    }

    /// <summary>Registers a route table beside others, written in code with the help of other services.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the table.</param>
    /// <param name="configure">Fills empty options, once.</param>
    /// <returns>A builder, for sources, observers and all else that belongs to the table.</returns>
    public static ITrafficRoutingBuilder AddTrafficRouting(this IServiceCollection services, string name, Action<TrafficRoutingOptions, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = services.AddTrafficRouting(name);
        services.AddSingleton<IConfigureOptions<TrafficRoutingOptions>>(provider =>
            new ConfigureNamedOptions<TrafficRoutingOptions>(name, options => configure(options, provider)));
        return builder;
    }

    /// <summary>Is an error: routing is read from a section, not from the whole configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The configuration.</param>
    /// <returns>Nothing.</returns>
    [Obsolete("Pass the section: configuration.GetSection(\"TrafficRouting\").", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static ITrafficRoutingBuilder AddTrafficRouting(this IServiceCollection services, IConfiguration configuration) =>
        services.AddTrafficRouting((IConfigurationSection)configuration);
}
