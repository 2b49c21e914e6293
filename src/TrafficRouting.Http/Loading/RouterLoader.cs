using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace TrafficRouting.Http;

/// <summary>
/// Makes the router out of the registered configuration and keeps it up to date. Goes by the options factory, not the
/// monitor, which after one refused configuration throws on every reading: here the last good table stays in force.
/// </summary>
internal sealed class RouterLoader : IDisposable
{
    private readonly IOptionsFactory<TrafficRoutingOptions> _factory;
    private readonly TrafficRoutingMetrics _metrics;
    private readonly ILogger _logger;
    private readonly List<IDisposable> _listeners = [];
    private readonly Lock _reloading = new();
    private string? _refused;
    private bool _changedWhileLoading;

    public RouterLoader(
        IOptionsFactory<TrafficRoutingOptions> factory,
        IEnumerable<IConfigureOptions<TrafficRoutingOptions>> sources,
        IEnumerable<IOptionsChangeTokenSource<TrafficRoutingOptions>> changes,
        IEnumerable<WatchedSection> sections,
        TimeProvider time,
        TrafficRoutingMetrics metrics,
        ILogger<TrafficRouter> logger,
        RandomSource? random = null)
    {
        if (!sources.Any())
        {
            throw new InvalidOperationException(
                "Traffic routing has no configuration. Call services.AddTrafficRouting(configuration.GetSection(\"TrafficRouting\")), or the overload that takes an action.");
        }

        _factory = factory;
        _metrics = metrics;
        _logger = logger;

        lock (_reloading)
        {
            // Listening before reading, so that no change falls in between.
            _listeners.AddRange(changes.Select(c => ChangeToken.OnChange(c.GetChangeToken, Reload)));
            _listeners.AddRange(sections.Select(s => new SectionWatch(s, time, Reload)));
            Router = Load(random, logger);
        }

        if (_changedWhileLoading)
            Reload();
    }

    public TrafficRouter Router { get; }

    public void Dispose() => _listeners.ForEach(l => l.Dispose());

    private TrafficRouter Load(RandomSource? random, ILogger<TrafficRouter> logger)
    {
        try
        {
            var options = _factory.Create(Options.DefaultName);
            var router = new TrafficRouter(options, random, logger);
            LoadingLog.Loaded(_logger, router.Table.Services.Length, router.Table.Backends.Count);
            Warn(options);
            return router;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    // Several listeners may tell of one change, and a file watcher may tell twice.
    private void Reload()
    {
        lock (_reloading)
        {
            // Told by what is being read, on the very thread that reads.
            if (Router is null)
            {
                _changedWhileLoading = true;
                return;
            }

            TrafficRoutingOptions options;
            try
            {
                options = _factory.Create(Options.DefaultName);
                ThrowIfEmptied(options);
                Router.Update(options);
            }
            catch (Exception exception)
            {
                Refuse(exception);
                return;
            }

            _refused = null;
            _metrics.Reloaded(taken: true);
            LoadingLog.Taken(_logger, Router.Table.Services.Length, Router.Table.Backends.Count);
            Warn(options);
        }
    }

    // A file that cannot be parsed reads as one without services, and to stop routing there is Enabled.
    private void ThrowIfEmptied(TrafficRoutingOptions options)
    {
        if (options.Services.Count == 0 && !Router.Table.Services.IsEmpty)
        {
            throw new InvalidOperationException(
                "All services are gone from the configuration, as they are when its file cannot be parsed. Mend the file; to stop routing on purpose, set Enabled to false on each service.");
        }
    }

    private void Refuse(Exception exception)
    {
        // Nobody stands above a reload who could catch this; the listener has to live on.
        var problems = exception is OptionsValidationException invalid ? string.Join(Environment.NewLine, invalid.Failures) : exception.Message;
        if (string.Equals(problems, _refused, StringComparison.Ordinal))
            return;

        _refused = problems;
        _metrics.Reloaded(taken: false);
        LoadingLog.Refused(_logger, problems);
    }

    private void Warn(TrafficRoutingOptions options)
    {
        foreach (var warning in TrafficRoutingOptionsValidator.Inspect(options).Where(d => d.Severity == FindingSeverity.Warning))
            LoadingLog.Doubtful(_logger, warning);
    }
}
