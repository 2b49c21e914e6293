using TrafficRouting.Configuration;
using TrafficRouting.Matching;
using TrafficRouting.Selection;

namespace TrafficRouting.Tables;

/// <summary>Holds the table in force and decides by it. Safe for concurrent use; deciding takes no lock.</summary>
public sealed class TrafficRouter
{
    private volatile RouteTable _table;

    /// <summary>Initializes a router with its first table.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="random">Where draws are taken from; the process-wide source by default.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The configuration is invalid.</exception>
    public TrafficRouter(TrafficRoutingOptions options, RandomSource? random = null)
    {
        _table = RouteTable.Compile(options);
        Random = random!;
    }

    /// <summary>Gets where draws are taken from.</summary>
    public RandomSource Random { get; }

    /// <summary>Gets the table in force.</summary>
    public RouteTable Table => _table;

    /// <summary>Takes a new configuration: validates, compiles and swaps it in. A refused one leaves the table in force.</summary>
    /// <param name="options">The configuration.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The configuration is invalid.</exception>
    public void Update(TrafficRoutingOptions options) => _table = RouteTable.Compile(options, _table);

    /// <summary>Decides where a request goes, or null for one that is not routed.</summary>
    /// <typeparam name="TRequest">The view of the request.</typeparam>
    /// <param name="request">The request.</param>
    public RouteDecision? Decide<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest => _table.Decide(in request, Random);
}
