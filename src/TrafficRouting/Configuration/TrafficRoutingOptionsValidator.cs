using Microsoft.Extensions.Options;

namespace TrafficRouting;

/// <summary>Finds everything that is wrong with the options at once, what was found while reading them included. Thread-safe.</summary>
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

    /// <summary>Gives every finding: what was found while the options were read, then errors and warnings of validation.</summary>
    /// <param name="options">The options; they are not changed.</param>
    /// <returns>The findings; without an error among them the options can be compiled.</returns>
    public static IReadOnlyList<Finding> Inspect(TrafficRoutingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        List<Finding> findings = [.. options.Diagnostics];
        Inspect(options, options.SectionPath, DocumentHandover.LocationOf, findings);
        return findings;
    }

    /// <summary>Adds every finding about options.</summary>
    /// <param name="options">The options; they are not changed.</param>
    /// <param name="path">The path of their section.</param>
    /// <param name="locationOf">Tells where an entry of theirs is written, when that is known.</param>
    /// <param name="findings">What was found while they were read, which is not said again in other words.</param>
    internal static void Inspect(TrafficRoutingOptions options, string path, Func<object, SourceLocation?>? locationOf, List<Finding> findings)
    {
        var root = Scope.Root(options, findings, path, locationOf);
        // The validators need not look for nulls.
        if (!TrafficRoutingOptions.Shape.Check(root, options))
            return;
        BackendValidator.Check(root);
        ServiceValidator.Check(root);
        HostValidator.CheckDuplicates(root);
        MirroringValidator.Check(root.At("Mirroring"), options.Mirroring);
        BackendUseValidator.Check(root);
    }
}
