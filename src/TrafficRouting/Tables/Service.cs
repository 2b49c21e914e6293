using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>A compiled service. Immutable.</summary>
public sealed class Service
{
    internal Service(string name, ServiceOptions options)
    {
        Name = name;
        Options = options;
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets the options it was compiled from. Do not change them.</summary>
    public ServiceOptions Options { get; }

    /// <summary>Gets the routes that take part in routing, those of overlays included, by <see cref="RouteOptions.Order"/>, then name.</summary>
    public ImmutableArray<Route> Routes { get; internal set; } = [];

    /// <summary>Gets the name of spans of requests to it.</summary>
    internal string SpanName => field ??= $"route {Name}";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
