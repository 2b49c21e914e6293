using Microsoft.Extensions.Options;

namespace TrafficRouting.Rollouts;

/// <summary>Reports everything that is wrong with the rollouts together, each finding with its path.</summary>
public sealed class RolloutsOptionsValidator : IValidateOptions<RolloutsOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, RolloutsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = options.Diagnostics.Where(d => d.Severity == FindingSeverity.Error).Select(d => d.ToString()).ToList();
        var findings = new List<Finding>();
        var sound = Check(Scope.Root(new(), findings, options.SectionPath), options);
        errors.AddRange(findings.Select(f => f.ToString()));
        // The validators need not look for nulls.
        if (!sound)
            return ValidateOptionsResult.Fail(errors);
        foreach (var (rolloutName, rollout) in options.Rollouts)
            errors.AddRange(RolloutValidator.Of(rolloutName, rollout).Select(e => $"{options.SectionPath}:{rolloutName}{e}"));
        errors.AddRange(options.Rollouts.SelectMany(r => StepRouteValidator.Of(options.SectionPath, r.Key, r.Value)));

        var owners = options.Rollouts.Where(r => r.Value.Enabled)
            .GroupBy(r => $"{r.Value.Service}/{r.Value.Route}", StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1);
        foreach (var route in owners)
            errors.Add($"{options.SectionPath}:{route.Last().Key}: Route {route.Key} has several rollouts ({string.Join(", ", route.Select(r => r.Key))}); a route's weights can have one owner.");

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static bool Check(Scope scope, RolloutsOptions options)
    {
        var sound = true;
        foreach (var (name, rollout) in options.Rollouts)
            sound &= rollout is null ? NullEntries.Report(scope.At(name)) : RolloutOptions.Shape.Check(scope.At(name), rollout);
        return sound;
    }
}
