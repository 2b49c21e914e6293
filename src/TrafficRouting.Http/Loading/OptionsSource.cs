using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace TrafficRouting.Http;

/// <summary>What code configures, as a source: delegates fill empty options, at first and whenever a token of theirs is raised.</summary>
internal sealed class OptionsSource : RoutingSource, IDisposable
{
    private readonly OptionsHooks<TrafficRoutingOptions> _hooks;
    private readonly IConfigureOptions<TrafficRoutingOptions>[] _delegates;
    private readonly List<IDisposable> _listeners;
    private readonly Lock _running = new();
    private readonly NextChange _next = new();
    private volatile RoutingSnapshot _current;

    public OptionsSource(
        string name,
        OptionsHooks<TrafficRoutingOptions> hooks,
        IEnumerable<IConfigureOptions<TrafficRoutingOptions>> delegates,
        IEnumerable<IOptionsChangeTokenSource<TrafficRoutingOptions>> tokens)
    {
        _hooks = hooks;
        _delegates = [.. delegates];
        _current = new(Run(), []);
        _listeners = [.. tokens.Where(t => t is not InForceToken<TrafficRoutingOptions> && (t.Name is null || t.Name == name)).Select(t => ChangeToken.OnChange(t.GetChangeToken, RunAgain))];
    }

    public override string Name => "Code";

    public override RoutingSnapshot Current => _current;

    public override IChangeToken GetChangeToken() => _next.Token;

    public void Dispose() => _listeners.ForEach(l => l.Dispose());

    private TrafficRoutingOptions Run()
    {
        var options = new TrafficRoutingOptions();
        _hooks.Fill(options, _delegates);
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
                _current = new(_current.Options, [new(FindingSeverity.Error, Name, $"Code that configures routing failed, and its last options stay in force: {exception.Message}")]);
            }
        }

        _next.Raise();
    }
}
