using System.Collections.Immutable;
using TrafficRouting.Configuration;
using TrafficRouting.Matching;
using TrafficRouting.Selection;

namespace TrafficRouting.Tables;

/// <summary>The compiled routing configuration. Immutable but for round-robin positions; safe for concurrent use.</summary>
public sealed class RouteTable
{
    /// <summary>Gets the services by name order.</summary>
    public ImmutableArray<Service> Services { get; } = [];

    /// <summary>Gets the backends by name.</summary>
    public IReadOnlyDictionary<string, Backend> Backends { get; } = new Dictionary<string, Backend>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Compiles validated options.</summary>
    /// <param name="options">The options; read once, not kept.</param>
    /// <param name="previous">The table in force, whose round-robin positions live on where weights did not change.</param>
    public static RouteTable Compile(TrafficRoutingOptions options, RouteTable? previous = null) => throw new NotSupportedException();

    /// <summary>Decides where a request goes, or null for one that is not routed.</summary>
    /// <typeparam name="TRequest">The view of the request.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="random">Where draws are taken from.</param>
    public RouteDecision? Decide<TRequest>(in TRequest request, RandomSource random)
        where TRequest : struct, IRoutableRequest => throw new NotSupportedException();
}
