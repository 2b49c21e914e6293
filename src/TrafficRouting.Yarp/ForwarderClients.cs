using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace TrafficRouting.Yarp;

/// <summary>Puts routing around whatever makes the gateway's clients.</summary>
internal sealed class ForwarderClients(object key)
{
    /// <summary>Wraps the factory that is registered last, unless it is wrapped already.</summary>
    public static void Wrap(IServiceCollection services)
    {
        var last = services.Last(s => s.ServiceType == typeof(IForwarderHttpClientFactory) && !s.IsKeyedService);
        if (last.ImplementationFactory?.Target is ForwarderClients)
            return;

        var wrapper = new ForwarderClients(new());
        services.Remove(last);
        services.Add(wrapper.Keyed(last));
        services.AddSingleton<IForwarderHttpClientFactory>(wrapper.Create);
    }

    private ServiceDescriptor Keyed(ServiceDescriptor inner)
    {
        if (inner.ImplementationInstance is { } instance)
            return new(inner.ServiceType, key, instance);
        return inner.ImplementationFactory is { } factory
            ? new(inner.ServiceType, key, (provider, _) => factory(provider), inner.Lifetime)
            : new(inner.ServiceType, key, inner.ImplementationType!, inner.Lifetime);
    }

    private RoutedForwarderHttpClientFactory Create(IServiceProvider provider) => new(
        provider.GetRequiredKeyedService<IForwarderHttpClientFactory>(key), provider, provider.GetRequiredService<IOptions<GatewayOptions>>().Value);
}
