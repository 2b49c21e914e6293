using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting;

/// <summary>Registers a source of which a table has one, however often it is asked for: what was said of it is kept beside it, and adds up.</summary>
internal static class SourceRegistration
{
    /// <summary>Gets what was said of a table's source, or begins with it and adds the source.</summary>
    /// <param name="builder">The table's builder.</param>
    /// <param name="create">Makes the source, once, of all that was said.</param>
    public static T GetOrAdd<T>(ITrafficRoutingBuilder builder, Func<T, IServiceProvider, RoutingSource> create)
        where T : class, new()
    {
        var known = builder.Services.FirstOrDefault(s => s.ServiceType == typeof(T) && builder.Name.Equals(s.ServiceKey));
        if (known?.KeyedImplementationInstance is T registration)
            return registration;
        registration = new();
        builder.Services.AddKeyedSingleton(builder.Name, registration);
        builder.Services.AddKeyedSingleton(builder.Name, (services, _) => create(registration, services));
        return registration;
    }
}
