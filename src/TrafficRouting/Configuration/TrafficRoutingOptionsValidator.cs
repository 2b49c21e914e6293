using Microsoft.Extensions.Options;
using TrafficRouting.Configuration.Validation;

namespace TrafficRouting.Configuration;

/// <summary>Finds everything that is wrong with the options at once, what was found while reading them included. Thread-safe.</summary>
public sealed class TrafficRoutingOptionsValidator : IValidateOptions<TrafficRoutingOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TrafficRoutingOptions options)
    {
        var errors = Inspect(options)
            .Where(finding => finding.Severity is ConfigurationSeverity.Error)
            .Select(finding => finding.ToString())
            .ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    /// <summary>Gives every finding: the options' own <see cref="TrafficRoutingOptions.Diagnostics"/>, then errors and warnings of validation.</summary>
    /// <param name="options">The options; they are not changed.</param>
    /// <returns>The findings; without an error among them the options can be compiled.</returns>
    public static IReadOnlyList<ConfigurationDiagnostic> Inspect(TrafficRoutingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        List<ConfigurationDiagnostic> findings = [.. options.Diagnostics.OfType<ConfigurationDiagnostic>()];
        var root = Scope.Root(options, findings);
        if (!NullRules.Check(root))
            return findings;
        BackendRules.Check(root);
        ServiceRules.Check(root);
        HostRules.CheckDuplicates(root);
        MirroringRules.Check(root.At("Mirroring"), options.Mirroring);
        BackendUseRules.Check(root);
        return findings;
    }
}
