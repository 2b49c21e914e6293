namespace TrafficRouting;

/// <summary>Writes the whole configuration in code.</summary>
public static class TrafficRoutingOptionsExtensions
{
    /// <summary>Adds a backend with one address, or gives the backend of that name this address.</summary>
    /// <param name="options">The options.</param>
    /// <param name="name">The name, of letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</param>
    /// <param name="address">The absolute http or https address.</param>
    /// <returns>The same options.</returns>
    public static TrafficRoutingOptions AddBackend(this TrafficRoutingOptions options, string name, string address) =>
        options.AddBackend(name, backend => backend.Address = address);

    /// <summary>Adds a backend, or amends the backend of that name.</summary>
    /// <param name="options">The options.</param>
    /// <param name="name">The name, of letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</param>
    /// <param name="configure">Says what it is.</param>
    /// <returns>The same options.</returns>
    public static TrafficRoutingOptions AddBackend(this TrafficRoutingOptions options, string name, Action<BackendOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(configure);

        configure(options.Backends.GetOrAdd(name));
        return options;
    }

    /// <summary>Adds a service, or amends the service of that name.</summary>
    /// <param name="options">The options.</param>
    /// <param name="name">The name, of letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</param>
    /// <param name="configure">Gives it hosts and routes.</param>
    /// <returns>The same options.</returns>
    public static TrafficRoutingOptions AddService(this TrafficRoutingOptions options, string name, Action<ServiceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(configure);

        configure(options.Services.GetOrAdd(name));
        return options;
    }
}
