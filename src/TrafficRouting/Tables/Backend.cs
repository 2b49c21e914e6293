using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>A compiled destination. Immutable but for its health and the position of its round robin.</summary>
public sealed class Backend
{
    internal Backend(string name, BackendOptions options, BackendOptions destination, Backend? previous, TableContext context)
    {
        Name = name;
        Options = options;
        Destination = destination;
        Endpoints = Endpoint.AllOf(name, destination, previous, context.Health);
        var health = destination.Health is { Scope: HealthScope.Endpoints } ? null : destination.Health;
        Health = TargetHealth.Of(name, endpoint: null, string.Join(' ', Endpoints.Select(e => e.Address.OriginalString)), health, previous?.Health, context.Health);
        foreach (var endpoint in Endpoints)
            endpoint.CountFor(Health);
        Choice = Endpoints.Length < 2 ? null : WeightedChoice.AmongEndpoints(this, previous?.Choice, context);
        Rewrite = Rewrite.From(options.Rewrite);
        RequestHeaders = HeaderEdits.From(options.RequestHeaders);
        ResponseHeaders = HeaderEdits.From(options.ResponseHeaders);
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets the options it was compiled from. Do not change them.</summary>
    public BackendOptions Options { get; }

    /// <summary>Gets the endpoints, ordered by name; one for a single address, none for a backend that answers by itself.</summary>
    public ImmutableArray<Endpoint> Endpoints { get; }

    /// <summary>Gets the choice among <see cref="Endpoints"/>, or null where there are fewer than two.</summary>
    public SelectionPolicy? Policy => Choice?.Policy;

    /// <summary>Gets the options whose address or endpoints these are: its own, or those of <see cref="BackendOptions.AddressFrom"/>.</summary>
    internal BackendOptions Destination { get; }

    internal WeightedChoice? Choice { get; }

    /// <summary>Gets the failures in a row of all its requests, or null where it is not left out as a whole.</summary>
    internal TargetHealth? Health { get; }

    /// <summary>Gets a value indicating whether its requests are counted, for itself or for its endpoints.</summary>
    internal bool CountsHealth => Destination.Health is not null;

    internal Rewrite? Rewrite { get; }

    internal HeaderEdits? RequestHeaders { get; }

    internal HeaderEdits? ResponseHeaders { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Tells whether compiling these would give this backend again.</summary>
    internal bool IsOf(string name, BackendOptions options, BackendOptions destination) =>
        ReferenceEquals(options, Options) && ReferenceEquals(destination, Destination) && name.Equals(Name, StringComparison.Ordinal);
}
