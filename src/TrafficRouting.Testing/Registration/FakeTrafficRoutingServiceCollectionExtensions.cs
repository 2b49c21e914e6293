using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using TrafficRouting;
using TrafficRouting.Http;
using TrafficRouting.Testing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts a scripted world around the routed clients of a container.</summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/testing.md">Testing in the documentation</seealso>
public static class FakeTrafficRoutingServiceCollectionExtensions
{
    /// <summary>
    /// Replaces what is around the routed clients: the primary handlers of all clients and of the mirrors answer by script,
    /// draws come from <see cref="FakeTrafficRouting.Random"/>, and the clock is <see cref="FakeTrafficRouting.Clock"/> unless a
    /// clock other than the system's is registered. The route table and all other handlers stay. Call it after the application's own
    /// registrations.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Scripts the backends; called once for each container built.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddFakeTrafficRouting(this IServiceCollection services, Action<FakeTrafficRouting>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddHttpClient();
        var clock = services.LastOrDefault(s => s.ServiceType == typeof(TimeProvider))?.ImplementationInstance as FakeClock;
        services.Replace(ServiceDescriptor.Singleton(provider =>
        {
            var fake = new FakeTrafficRouting(provider, clock ?? new());
            configure?.Invoke(fake);
            return fake;
        }));
        services.Replace(ServiceDescriptor.Singleton<RandomSource>(provider => provider.GetRequiredService<FakeTrafficRouting>().Random));
        if (services.All(s => s.ServiceType != typeof(TimeProvider) || s.ImplementationInstance == TimeProvider.System))
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(provider => provider.GetRequiredService<FakeTrafficRouting>().Clock));
        services.TryAddTransient<DisposalWatch>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRoutingObserver, DecisionRecorder>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<HttpClientFactoryOptions>, TransportReplacement>());
        services.TryAddSingleton(new ProbeSwitch(IsOn: false));
        return services;
    }

    /// <summary>Gets the scripted world of a container, to script more of it and to read what happened.</summary>
    /// <param name="services">The container.</param>
    /// <exception cref="InvalidOperationException"><see cref="AddFakeTrafficRouting"/> was not called.</exception>
    public static FakeTrafficRouting GetFakeTrafficRouting(this IServiceProvider services) =>
        services.GetRequiredService<FakeTrafficRouting>();
}
