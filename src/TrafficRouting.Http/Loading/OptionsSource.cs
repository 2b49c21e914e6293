using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace TrafficRouting.Http;

/// <summary>What code configures, as a source: delegates fill empty options, at first and whenever a token of theirs is raised.</summary>
internal sealed class OptionsSource : RoutingSource, IDisposable
{
    private readonly string _name;
    private readonly IConfigureOptions<TrafficRoutingOptions>[] _delegates;
    private readonly List<IDisposable> _listeners;
    private readonly Lock _running = new();
    private volatile RoutingSnapshot _current;
    private ConfigurationReloadToken _token = new();

    public OptionsSource(string name, IEnumerable<IConfigureOptions<TrafficRoutingOptions>> delegates, IEnumerable<IOptionsChangeTokenSource<TrafficRoutingOptions>> tokens)
    {
        _name = name;
        _delegates = [.. delegates];
        _current = new(Run(), []);
        _listeners = [.. tokens.Where(t => t is not InForceToken && (t.Name is null || t.Name == name)).Select(t => ChangeToken.OnChange(t.GetChangeToken, RunAgain))];
    }

    public override string Name => "Code";

    public override RoutingSnapshot Current => _current;

    public override IChangeToken GetChangeToken() => Volatile.Read(ref _token);

    public void Dispose() => _listeners.ForEach(l => l.Dispose());

    private TrafficRoutingOptions Run()
    {
        var options = new TrafficRoutingOptions();
        foreach (var configure in _delegates)
        {
            if (configure is IConfigureNamedOptions<TrafficRoutingOptions> named)
                named.Configure(_name, options);
            else if (_name.Length == 0)
                configure.Configure(options);
        }

        return options;
    }

    private void RunAgain()
    {
        lock (_running)
        {
            try
            {
                _current = new(Run(), []);
            }
            catch (Exception exception)
            {
                _current = new(_current.Options, [new(FindingSeverity.Error, "", $"Code that configures routing failed, and its last options stay in force: {exception.Message}")]);
            }
        }

        Interlocked.Exchange(ref _token, new()).OnReload();
    }
}
