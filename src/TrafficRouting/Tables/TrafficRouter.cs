using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TrafficRouting;

/// <summary>Holds the table in force and decides by it. Safe for concurrent use; deciding takes no lock.</summary>
public sealed class TrafficRouter
{
    private readonly Lock _writing = new();
    private readonly ILogger _logger;
    private readonly Dictionary<string, RouteOverlay> _overlays = new(StringComparer.Ordinal);
    private TrafficRoutingOptions _options;
    private volatile RouteTable _table;

    /// <summary>Initializes a router with its first table.</summary>
    /// <param name="options">The configuration; kept until the next <see cref="Update"/>, so do not change it afterwards.</param>
    /// <param name="random">Where draws are taken from; <see cref="RandomSource.Shared"/> by default.</param>
    /// <param name="logger">Where failing handlers of <see cref="TableChanged"/> are reported; nowhere by default.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The configuration is invalid.</exception>
    public TrafficRouter(TrafficRoutingOptions options, RandomSource? random = null, ILogger<TrafficRouter>? logger = null)
    {
        _logger = logger ?? NullLogger<TrafficRouter>.Instance;
        _table = RouteTable.Compile(options);
        _options = options;
        Random = random ?? RandomSource.Shared;
    }

    /// <summary>Raised after another table came into force, on the thread that brought it. What a handler throws is logged; the table stays and the other handlers are called.</summary>
    public event EventHandler? TableChanged;

    /// <summary>Gets where draws are taken from.</summary>
    public RandomSource Random { get; }

    /// <summary>Gets the table in force.</summary>
    public RouteTable Table => _table;

    /// <summary>Takes a new configuration: validates, compiles and swaps it in. A refused one leaves the table in force.</summary>
    /// <param name="options">The configuration; kept until the next update, so do not change it afterwards.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The configuration is invalid, or cannot be put under an overlay in force, which stays.</exception>
    public void Update(TrafficRoutingOptions options)
    {
        lock (_writing)
        {
            _table = RouteTable.Compile(options, _table, _overlays.Values);
            _options = options;
        }

        TellOfTable();
    }

    /// <summary>
    /// Lays weights, mirrors or priority routes over a configured route, from the next request on; replaces the owner's
    /// earlier overlay. It lies dormant while the table lacks its service, its route or a backend it names.
    /// </summary>
    /// <param name="overlay">The overlay.</param>
    /// <exception cref="ArgumentException">The weights or a priority route are invalid, or another owner has the route.</exception>
    public void SetOverlay(RouteOverlay overlay)
    {
        ArgumentNullException.ThrowIfNull(overlay);
        lock (_writing)
        {
            OverlayValidator.ThrowIfInvalid(overlay, _overlays.Values);
            if (OverlayValidator.Clash(overlay, _options) is { } clash)
                throw new ArgumentException(clash, nameof(overlay));
            var overlays = new Dictionary<string, RouteOverlay>(_overlays, StringComparer.Ordinal) { [overlay.Owner] = overlay };
            _table = RouteTable.CompileValid(_options, _table, overlays.Values);
            _overlays[overlay.Owner] = overlay;
        }

        TellOfTable();
    }

    /// <summary>Takes an owner's overlay away, from the next request on.</summary>
    /// <param name="owner">The owner.</param>
    /// <returns><see langword="true"/> when it had one.</returns>
    public bool RemoveOverlay(string owner)
    {
        lock (_writing)
        {
            if (!_overlays.Remove(owner))
                return false;
            _table = RouteTable.CompileValid(_options, _table, _overlays.Values);
        }

        TellOfTable();
        return true;
    }

    /// <summary>Decides where a request goes. Allocates nothing.</summary>
    /// <typeparam name="TRequest">The view of the request.</typeparam>
    /// <param name="request">The request.</param>
    /// <returns>The decision, or null for a request that passes through.</returns>
    public RouteDecision? Decide<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest => _table.Decide(in request, Random);

    /// <summary>Tells which route a request takes and why it does not take each one tried before it. Advances nothing.</summary>
    /// <typeparam name="TRequest">The view of the request.</typeparam>
    /// <param name="request">The request.</param>
    public RouteExplanation Explain<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest => _table.Explain(in request);

    private void TellOfTable()
    {
        foreach (var handler in Delegate.EnumerateInvocationList(TableChanged))
        {
            try
            {
                handler(this, EventArgs.Empty);
            }
            catch (Exception exception)
            {
                RouterLog.HandlerFailed(_logger, exception);
            }
        }
    }
}
