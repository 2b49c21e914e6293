using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace TrafficRouting.Rollouts;

/// <summary>Reads the options and follows their changes. What is invalid is refused and logged; the last good configuration stays.</summary>
internal sealed class RolloutConfiguration(
    IOptionsFactory<RolloutsOptions> factory, IEnumerable<IOptionsChangeTokenSource<RolloutsOptions>> changes, ILogger<RolloutEngine> logger)
{
    private bool _hadAny;
    private string _path = string.Empty;

    /// <summary>Reads what is configured now.</summary>
    /// <exception cref="OptionsValidationException">The configuration is invalid.</exception>
    public IReadOnlyCollection<RolloutPlan> Read()
    {
        var options = factory.Create(Options.DefaultName);
        var enabled = options.Rollouts.Where(r => r.Value.Enabled).Select(r => RolloutPlan.From(r.Key, r.Value)).ToList();
        // That is what a half-written settings file looks like.
        if (options.Rollouts.Count == 0 && _hadAny)
            throw new OptionsValidationException(Options.DefaultName, typeof(RolloutsOptions), [$"{_path}: all rollouts are gone. Switch a rollout off with Enabled: false."]);
        _hadAny |= options.Rollouts.Count > 0;
        _path = options.SectionPath;
        return enabled;
    }

    public string PathOf(string rollout) => $"{_path}:{rollout}";

    public IDisposable OnChange(Action<IReadOnlyCollection<RolloutPlan>> take)
    {
        var subscriptions = changes.Select(source => ChangeToken.OnChange(source.GetChangeToken, () =>
        {
            try
            {
                take(Read());
            }
            catch (OptionsValidationException e)
            {
                RolloutLog.Refused(logger, e);
            }
        })).ToList();
        return new Subscriptions(subscriptions);
    }

    private sealed class Subscriptions(List<IDisposable> all) : IDisposable
    {
        public void Dispose() => all.ForEach(s => s.Dispose());
    }
}
