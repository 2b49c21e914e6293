using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TrafficRouting.Kubernetes;

/// <summary>What was said about the cluster of one route table.</summary>
internal sealed class KubernetesRegistration
{
    private readonly KubernetesOptions _options = new();

    /// <summary>Gets what was said.</summary>
    public KubernetesOptions Options => _options;

    /// <summary>Gets the registration of a table, made on first use.</summary>
    public static KubernetesRegistration Of(ITrafficRoutingBuilder builder) =>
        SourceRegistration.GetOrAdd<KubernetesRegistration>(builder, static (registration, services) => registration.Create(services));

    public void Configure(Action<KubernetesOptions>? configure)
    {
        configure?.Invoke(_options);
        _options.Validate();
    }

    private KubernetesSource Create(IServiceProvider services) =>
        new(_options, services.GetService<TimeProvider>() ?? TimeProvider.System, services.GetService<RandomSource>() ?? RandomSource.Shared, services.GetRequiredService<ILogger<KubernetesSource>>());
}
