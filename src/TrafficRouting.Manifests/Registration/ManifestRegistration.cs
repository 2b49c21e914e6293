using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TrafficRouting.Manifests;

/// <summary>What was added to one route table: one source, since documents belong together wherever they stand.</summary>
internal sealed class ManifestRegistration
{
    private readonly TrafficManifestOptions _options = new();
    private readonly List<Action<ManifestSource, string>> _inputs = [];

    /// <summary>Gets the registration of a table, made on first use.</summary>
    public static ManifestRegistration Of(ITrafficRoutingBuilder builder) =>
        SourceRegistration.GetOrAdd<ManifestRegistration>(builder, static (registration, services) => registration.Create(services));

    /// <summary>Adds an input, which is given the folder that relative paths start from.</summary>
    public void Add(Action<TrafficManifestOptions>? configure, Action<ManifestSource, string> add)
    {
        YamlReader.Prepare();
        configure?.Invoke(_options);
        _options.Validate();
        _inputs.Add(add);
    }

    private ManifestSource Create(IServiceProvider services)
    {
        var source = new ManifestSource(_options, services.GetService<TimeProvider>() ?? TimeProvider.System);
        var root = services.GetService<IHostEnvironment>()?.ContentRootPath ?? AppContext.BaseDirectory;
        _inputs.ForEach(add => add(source, root));
        return source;
    }
}
