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
    private readonly LoadReporter _reporter;
    private readonly List<IDisposable> _listeners = [];
    private readonly Lock _loading = new();
    private readonly NextChange _next = new();
    private RoutingLoad _inForce = null!;
    private long _generation;
    private bool _isLoading;
    private bool _isStale;
    private bool _isDisposed;

    public RouterLoader(TableRegistration table, IServiceProvider services)
    {
        _name = table.Name;
        _telemetry = services.GetRequiredService<LoadTelemetry>();
        _parts = [.. services.GetKeyedServices<SectionPart>(_name)];
        var logger = services.GetRequiredService<ILogger<TrafficRouter>>();
        Time = services.GetRequiredService<TimeProvider>();
        Journal = new(Time);
        _reporter = new(_name, _parts, _telemetry, Journal, logger);
        _section = table.Section is null ? null : new(table.Section, Time);
        var hooks = new OptionsHooks<TrafficRoutingOptions>(
            _name, TrafficRoutingOptions.Shape, services.GetServices<IPostConfigureOptions<TrafficRoutingOptions>>(), services.GetServices<IValidateOptions<TrafficRoutingOptions>>());
        _code = new(_name, hooks, services.GetServices<IConfigureOptions<TrafficRoutingOptions>>(), services.GetServices<IOptionsChangeTokenSource<TrafficRoutingOptions>>());
        var given = services.GetKeyedServices<RoutingSource>(_name).ToList();
        RoutingSource[] sources = [_code, .. given.Where(s => !s.IsLive), .. given.Where(s => s.IsLive)];
        IsLive = given.Exists(s => s.IsLive);
        var policies = new List<KeyValuePair<string, SelectionPolicyFactory>>();
        foreach (var policy in services.GetKeyedServices<SelectionPolicyRegistration>(_name))
            policies.Add(new(policy.Name, policy.Factory));
        Router = new(new(), services.GetService<RandomSource>(), logger, policies, Time);
        _configuration = new(sources, _section, _parts, hooks, Router.Policies);
        Router.Path = _configuration.Path;
        foreach (var part in _parts)
            part.Attach(Router);

        try
        {
            // Listening before reading, so that no change falls in between.
            _listeners.AddRange(sources.Select(s => ChangeToken.OnChange(s.GetChangeToken, Reload)));
            if (_section is not null)
                Watch(_section);
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

    public TimeProvider Time { get; }

    /// <summary>Gets a value indicating whether entries may come and go while the application runs.</summary>
    public bool IsLive { get; }

    /// <summary>Gets what the last loads brought about.</summary>
    public LoadJournal Journal { get; }

    /// <summary>Gets the options in force. They are never changed; hand out copies.</summary>
    public TrafficRoutingOptions InForce => Volatile.Read(ref _inForce).Options;

    /// <summary>Gets a value indicating whether all sources are in force as they are now.</summary>
    public bool IsOk => _reporter.IsOk;

    /// <summary>Gives a token that is raised after other options came into force.</summary>
    public IChangeToken GetChangeToken() => _next.Token;

    public void Dispose()
    {
        Volatile.Write(ref _isDisposed, true);
        _telemetry.Remove(_name);
        _listeners.ForEach(l => l.Dispose());
        _code.Dispose();
    }

    private void Watch(RoutingSection section)
    {
        _listeners.Add(ChangeToken.OnChange(section.GetChangeToken, Reload));
        // The timer must not keep what the first caller's execution context holds.
        using (ExecutionContext.SuppressFlow())
        {
            _listeners.Add(Time.CreateTimer(
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
            _reporter.Started(load, _configuration.Path);
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
            return;
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
        var before = _inForce;
        try
        {
            if (_configuration.Load() is not { } load)
                return false;
            var isSwapped = load.IsValid && _configuration.IsNew(load);
            if (isSwapped)
                Accept(load);
            else if (load.IsValid)
                _configuration.Accept(load);
            _reporter.Reloaded(before, load, isSwapped);
            return isSwapped;
        }
        catch (Exception exception)
        {
            _reporter.Failed(exception);
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

    private void Raise()
    {
        try
        {
            _next.Raise();
        }
        catch (Exception exception)
        {
            _telemetry.ListenerFailed(exception);
        }
    }
}
