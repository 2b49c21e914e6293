using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TrafficRouting;

/// <summary>Holds the table in force and decides by it. Safe for concurrent use; deciding takes no lock.</summary>
public sealed class TrafficRouter
{
    private readonly Lock _writing = new();
    private readonly ILogger _logger;
    private OverlaySet _overlays = OverlaySet.Empty;
    private RoutingValidator _validator;
    private volatile RouteTable _table;

    /// <summary>Initializes a router with its first table.</summary>
    /// <param name="options">The configuration; kept until the next <see cref="Update"/>, so do not change it afterwards.</param>
    /// <param name="random">Where draws are taken from; <see cref="RandomSource.Shared"/> by default.</param>
    /// <param name="logger">Where failing handlers of <see cref="TableChanged"/> are reported; nowhere by default.</param>
    /// <param name="selectionPolicies">Selection policies of the application's own, by the names that routes and backends give as their <c>Selection</c>; none by default.</param>
    /// <param name="timeProvider">The clock of ejections; the system's by default.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The configuration is invalid.</exception>
    /// <exception cref="ArgumentException">The name of a selection policy is empty, given twice, or in <see cref="SelectionNames"/>.</exception>
    /// <exception cref="InvalidOperationException">A selection policy could not be made by its factory.</exception>
    public TrafficRouter(
        TrafficRoutingOptions options,
        RandomSource? random = null,
        ILogger<TrafficRouter>? logger = null,
        IEnumerable<KeyValuePair<string, SelectionPolicyFactory>>? selectionPolicies = null,
        TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var context = new TableContext(selectionPolicies is null ? SelectionPolicies.None : new(selectionPolicies), new(), random ?? RandomSource.Shared, new(timeProvider ?? TimeProvider.System));
        _validator = new(TrafficRoutingOptions.DefaultPath, context.Policies);
        OptionsValidator.ThrowIfInvalid(options, _validator);
        _logger = logger ?? NullLogger<TrafficRouter>.Instance;
        _table = InUse(RouteTable.CompileFirst(options, context));
        Random = random ?? RandomSource.Shared;
    }

    /// <summary>Raised after another table came into force, on the thread that brought it. What a handler throws is logged; the table stays and the other handlers are called.</summary>
    public event EventHandler? TableChanged;

    /// <summary>Gets where draws are taken from.</summary>
    public RandomSource Random { get; }

    /// <summary>Gets the table in force.</summary>
    public RouteTable Table => _table;

    /// <summary>Gets the path of the section that the options come from, for messages.</summary>
    internal string Path { get; set; } = TrafficRoutingOptions.DefaultPath;

    /// <summary>Gets the application's own selection policies.</summary>
    internal SelectionPolicies Policies => _table.Context.Policies;

    /// <summary>Gets what takes note of predicates and selection policies that throw.</summary>
    internal CallbackFailures Failures => _table.Context.Failures;

    /// <summary>Gets what ejects backends and endpoints.</summary>
    internal HealthBoard Health => _table.Context.Health;

    /// <summary>Gets the number of the load that the table in force came with; 0 before the first <see cref="Accept"/>.</summary>
    internal long Generation { get; private set; }

    /// <summary>
    /// Takes a new configuration: validates, compiles and swaps it in. A rejected one leaves the table in force. Services, routes and
    /// backends that are the same objects as before are taken to be unchanged and cost nothing, unless the options are the same as a whole.
    /// </summary>
    /// <param name="options">The configuration; kept until the next update, so do not change it afterwards.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The configuration is invalid, or cannot be put under an overlay in force, which stays.</exception>
    /// <exception cref="InvalidOperationException">A selection policy could not be made by its factory. The table in force stays.</exception>
    public void Update(TrafficRoutingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        lock (_writing)
        {
            // Options that come again as a whole were changed in place, so that nothing known of them holds.
            var isChangedInPlace = ReferenceEquals(options, _table.Options);
            if (isChangedInPlace)
                _validator = new(TrafficRoutingOptions.DefaultPath, _table.Context.Policies);
            OptionsValidator.ThrowIfInvalid(options, _validator);
            OptionsValidator.ThrowIfClashing(options, _overlays.All, Path, Policies);
            _table = InUse(RouteTable.CompileValid(options, _table, _overlays.All, reuse: !isChangedInPlace));
        }

        RaiseTableChanged();
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
            Set(overlay, ofPart: false);

        RaiseTableChanged();
    }

    /// <summary>Takes an owner's overlay away, from the next request on.</summary>
    /// <param name="owner">The owner.</param>
    /// <returns><see langword="true"/> when it had one.</returns>
    public bool RemoveOverlay(string owner) => Remove(owner, long.MaxValue);

    /// <summary>
    /// Swaps in options that were validated already, together with what the parts of their section lay over routes, which
    /// replaces all that parts laid before. Compiles only what changed: an entry that is the same object is taken to be unchanged.
    /// </summary>
    /// <param name="validated">The options; never changed afterwards.</param>
    /// <param name="partOverlays">Gives the overlays of the parts by those in force; called under the lock, so that none can be set in between.</param>
    /// <param name="generation">The number of this load, greater than that of the last.</param>
    /// <param name="accepted">Told of the table, still under the lock: before any overlay can be set by this load.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options cannot be put under an overlay; the table in force stays.</exception>
    internal void Accept(
        TrafficRoutingOptions validated,
        Func<IReadOnlyList<RouteOverlay>, IReadOnlyList<RouteOverlay>> partOverlays,
        long generation,
        Action<RouteTable>? accepted = null)
    {
        lock (_writing)
        {
            var overlays = _overlays.WithParts(partOverlays(_overlays.All));
            OptionsValidator.ThrowIfClashing(validated, overlays.All, Path, Policies);
            var table = InUse(RouteTable.CompileValid(validated, _table, overlays.All));
            (_table, _overlays, Generation) = (table, overlays, generation);
            accepted?.Invoke(table);
        }

        RaiseTableChanged();
    }

    /// <summary>Sets the overlay of a part, as <see cref="SetOverlay"/> does, unless the part decided it by an older load than the one in force.</summary>
    /// <returns>Whether it is set.</returns>
    internal bool TrySetOverlay(RouteOverlay overlay, long generation)
    {
        lock (_writing)
        {
            if (generation < Generation)
                return false;
            Set(overlay, ofPart: true);
        }

        RaiseTableChanged();
        return true;
    }

    /// <summary>Takes an owner's overlay away, unless that was decided by an older load than the one in force.</summary>
    /// <returns>Whether there was one and it is gone.</returns>
    internal bool TryRemoveOverlay(string owner, long generation) => Remove(owner, generation);

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

    private static RouteTable InUse(RouteTable table)
    {
        table.Context.Health.Use(table);
        return table;
    }

    private void Set(RouteOverlay overlay, bool ofPart)
    {
        if ((OverlayValidator.Problem(overlay, _overlays.All, Policies) ?? OverlayValidator.Clash(overlay, _table.Options, Path)) is { } problem)
            throw new ArgumentException(problem, nameof(overlay));

        var overlays = _overlays.With(overlay, ofPart);
        _table = InUse(RouteTable.CompileValid(_table.Options, _table, overlays.All));
        _overlays = overlays;
    }

    private bool Remove(string owner, long generation)
    {
        lock (_writing)
        {
            if (generation < Generation || !_overlays.Contains(owner))
                return false;
            _overlays = _overlays.Without(owner);
            _table = InUse(RouteTable.CompileValid(_table.Options, _table, _overlays.All));
        }

        RaiseTableChanged();
        return true;
    }

    private void RaiseTableChanged()
    {
        foreach (var handler in Delegate.EnumerateInvocationList(TableChanged))
        {
            try
            {
                handler(this, EventArgs.Empty);
            }
            catch (Exception exception)
            {
                Report(exception);
            }
        }
    }

    // The table is in force; a logger that fails must not make it look otherwise.
    private void Report(Exception exception)
    {
        try
        {
            RouterLog.HandlerFailed(_logger, exception);
        }
        catch (Exception)
        {
            // There is nobody left to tell.
            return;
        }
    }
}
