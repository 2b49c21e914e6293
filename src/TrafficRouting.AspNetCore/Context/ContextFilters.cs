using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TrafficRouting.AspNetCore;

/// <summary>Keeps the filter of the options in force; of options that come later and are wrong, the last good one stays.</summary>
internal sealed class ContextFilters
{
    private readonly Action<TrafficContextOptions>? _configure;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile ContextFilter _current;

    /// <summary>Makes the first filter, and follows the options.</summary>
    /// <exception cref="ArgumentException">A key is too short.</exception>
    public ContextFilters(IOptionsMonitor<TrafficContextOptions> options, Action<TrafficContextOptions>? configure, TimeProvider time, ILogger logger)
    {
        _configure = configure;
        _time = time;
        _logger = logger;
        _current = Make(options.CurrentValue);
        // As long as the application.
        options.OnChange(Take);
    }

    public ContextFilter Current => _current;

    private void Take(TrafficContextOptions options)
    {
        try
        {
            _current = Make(options);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            ContextLog.Refused(_logger, exception.Message);
        }
    }

    // On a copy: the options are those of everybody who asks for them.
    private ContextFilter Make(TrafficContextOptions options)
    {
        var copy = new TrafficContextOptions { Trusted = [.. options.Trusted], Keys = [.. options.Keys], Taken = options.Taken };
        _configure?.Invoke(copy);
        return new(copy, _time);
    }
}
