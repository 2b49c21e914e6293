using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace TrafficRouting.Http;

/// <summary>
/// Makes the router of a table out of its sources and keeps it up to date: one listener, one reading, one validation and one
/// swap for routing and all parts of its section. Nothing that a change brings about throws.
/// </summary>
internal sealed class RouterLoader : IDisposable
{
    private readonly string _name;
    private readonly OptionsSource _code;
    private readonly RoutingSection? _section;
    private readonly IReadOnlyList<SectionPart> _parts;
    private readonly RoutingConfiguration _configuration;
    private readonly LoadTelemetry _telemetry;
    private readonly ILogger _logger;
    private readonly List<IDisposable> _listeners = [];
    private readonly Lock _loading = new();
    private ConfigurationReloadToken _token = new();
    private HashSet<Finding> _known = [];
    private string? _rejected;
    private RoutingLoad _inForce = null!;
    private long _generation;
    private bool _isLoading;
    private bool _isStale;
    private bool _isDisposed;

    public RouterLoader(TableRegistration table, IServiceProvider services)
    {
        _name = table.Name;
        _logger = services.GetRequiredService<ILogger<TrafficRouter>>();
        _telemetry = services.GetRequiredService<LoadTelemetry>();
        _parts = [.. services.GetKeyedServices<SectionPart>(_name)];
        var time = services.GetRequiredService<TimeProvider>();
        _section = table.Section is null ? null : new(table.Section, time);
        var hooks = new OptionsHooks<TrafficRoutingOptions>(
            _name, TrafficRoutingOptions.Shape, services.GetServices<IPostConfigureOptions<TrafficRoutingOptions>>(), services.GetServices<IValidateOptions<TrafficRoutingOptions>>());
        _code = new(_name, hooks, services.GetServices<IConfigureOptions<TrafficRoutingOptions>>(), services.GetServices<IOptionsChangeTokenSource<TrafficRoutingOptions>>());
        RoutingSource[] sources = [_code, .. services.GetKeyedServices<RoutingSource>(_name).OrderBy(s => s.IsLive)];
        _configuration = new(sources, _section, _parts, hooks);
        Router = new(new(), services.GetService<RandomSource>(), services.GetRequiredService<ILogger<TrafficRouter>>()) { Path = _configuration.Path };
        foreach (var part in _parts)
            part.Attach(Router);

        try
        {
            // Listening before reading, so that no change falls in between.
            _listeners.AddRange(sources.Select(s => ChangeToken.OnChange(s.GetChangeToken, Reload)));
            if (_section is not null)
                Watch(_section, time);
            Start();
        }
        catch
        {
            Dispose();
            throw;
        }

        _telemetry.Add(_name, this);
    }

    public TrafficRouter Router { get; }

    /// <summary>Gets the options in force. They are never changed; hand out copies.</summary>
    public TrafficRoutingOptions InForce => Volatile.Read(ref _inForce).Options;

    /// <summary>Gets a value indicating whether all sources are in force as they are now.</summary>
    public bool IsOk { get; private set; } = true;

    /// <summary>Gives a token that is raised after other options came into force.</summary>
    public IChangeToken GetChangeToken() => Volatile.Read(ref _token);

    public void Dispose()
    {
        Volatile.Write(ref _isDisposed, true);
        _telemetry.Remove(_name);
        _listeners.ForEach(l => l.Dispose());
        _code.Dispose();
    }

    private void Watch(RoutingSection section, TimeProvider time)
    {
        _listeners.Add(ChangeToken.OnChange(section.GetChangeToken, Reload));
        // The timer must not keep what the first caller's execution context holds.
        using (ExecutionContext.SuppressFlow())
        {
            _listeners.Add(time.CreateTimer(
                static loader => ((RouterLoader)loader!).ReloadIfDue(), this, RoutingSection.Interval, RoutingSection.Interval));
        }
    }

    private void Start()
    {
        lock (_loading)
        {
            _isLoading = true;
            var load = _configuration.Load()!;
            if (!load.IsValid)
                throw new OptionsValidationException(_name, typeof(TrafficRoutingOptions), load.Errors.Select(e => e.ToString()));
            Accept(load);
            _isLoading = false;
            LoadingLog.Loaded(_logger, _configuration.Path, Router.Table.Services.Length, Router.Table.Backends.Count);
            Report(load);
        }

        if (_isStale)
            Reload();
    }

    private void ReloadIfDue()
    {
        try
        {
            if (_section!.IsDue)
                Reload();
        }
        catch (Exception)
        {
            // A provider changes at this moment. An exception in a timer callback would end the process.
        }
    }

    // Several listeners may tell of one change, and a file watcher may tell twice.
    private void Reload()
    {
        var isSwapped = false;
        lock (_loading)
        {
            _isStale = true;
            // Told by what is being read, on the very thread that reads.
            if (_isLoading)
                return;

            _isLoading = true;
            while (_isStale && !Volatile.Read(ref _isDisposed))
            {
                _isStale = false;
                isSwapped |= TryReload();
            }

            _isLoading = false;
        }

        if (isSwapped)
            Raise();
    }

    private bool TryReload()
    {
        try
        {
            if (_configuration.Load() is not { } load)
                return false;
            _rejected = null;
            var isSwapped = load.IsValid && _configuration.IsNew(load);
            var before = _inForce;
            if (isSwapped)
                Accept(load);
            else if (load.IsValid)
                _configuration.Accept(load);

            if (isSwapped)
            {
                _telemetry.Reloaded(_name, accepted: true);
                LoadingLog.Accepted(_logger, LoadChanges.Describe(before.Options, load.Options, _parts.Where((_, i) => !ReferenceEquals(before.Parts[i], load.Parts[i])).Select(p => p.Key)));
            }

            if (Report(load))
                _telemetry.Reloaded(_name, accepted: false);
            return isSwapped;
        }
        catch (Exception exception)
        {
            Reject(exception is OptionsValidationException invalid ? string.Join(Environment.NewLine, invalid.Failures) : exception.Message);
            return false;
        }
    }

    private void Accept(RoutingLoad load)
    {
        Router.Accept(
            load.Options,
            inForce => [.. _parts.SelectMany((part, i) => part.Overlays(load.Parts[i], inForce))],
            _generation + 1,
            table =>
            {
                _generation++;
                _configuration.Accept(load);
                Volatile.Write(ref _inForce, load);
                for (var i = 0; i < _parts.Count; i++)
                    _parts[i].Accepted(load.Parts[i], table, _generation);
            });
    }

    /// <summary>Logs what was not said of the load before.</summary>
    /// <returns>Whether there are errors among it.</returns>
    private bool Report(RoutingLoad load)
    {
        IsOk = load.IsValid && !load.Errors.Any();
        var added = load.Findings.Where(f => !_known.Contains(f)).ToList();
        _known = [.. load.Findings];
        foreach (var finding in added.Where(f => f.Severity is FindingSeverity.Warning))
            LoadingLog.Warning(_logger, finding);
        foreach (var finding in added.Where(f => f.Severity is FindingSeverity.Information))
            LoadingLog.Information(_logger, finding);

        var errors = string.Join(Environment.NewLine, added.Where(f => f.Severity is FindingSeverity.Error));
        if (errors.Length == 0)
            return false;
        if (load.IsValid && load.HeldBack.IsEmpty)
            LoadingLog.Broken(_logger, errors);
        else
            LoadingLog.Rejected(_logger, load.IsValid ? string.Join(", ", load.HeldBack) : "the configuration", errors);
        return true;
    }

    private void Reject(string problem)
    {
        IsOk = false;
        if (string.Equals(problem, _rejected, StringComparison.Ordinal))
            return;
        _rejected = problem;
        try
        {
            _telemetry.Reloaded(_name, accepted: false);
            LoadingLog.Rejected(_logger, "the configuration", problem);
        }
        catch (Exception)
        {
            // The logger failed. The callers of change callbacks do not expect exceptions.
        }
    }

    private void Raise()
    {
        try
        {
            Interlocked.Exchange(ref _token, new()).OnReload();
        }
        catch (Exception exception)
        {
            _telemetry.ListenerFailed(exception);
        }
    }
}
