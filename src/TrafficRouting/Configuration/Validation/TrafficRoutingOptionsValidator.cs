using Microsoft.Extensions.Options;

namespace TrafficRouting;

/// <summary>Finds everything that is wrong with the options at once. Thread-safe.</summary>
public sealed class TrafficRoutingOptionsValidator : IValidateOptions<TrafficRoutingOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TrafficRoutingOptions options)
    {
        var errors = Inspect(options)
            .Where(finding => finding.Severity is FindingSeverity.Error)
            .Select(finding => finding.ToString())
            .ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    /// <summary>Gives every finding, errors and warnings.</summary>
    /// <param name="options">The options; they are not changed.</param>
    /// <returns>The findings; without an error among them the options can be compiled.</returns>
    public static IReadOnlyList<Finding> Inspect(TrafficRoutingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        List<Finding> findings = [];
        new RoutingValidator(TrafficRoutingOptionsReader.DefaultPath).Validate(options, findings);
        return findings;
    }
}
