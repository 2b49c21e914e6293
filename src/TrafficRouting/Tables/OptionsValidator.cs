using Microsoft.Extensions.Options;

namespace TrafficRouting;

/// <summary>Rejects options that cannot be compiled.</summary>
internal static class OptionsValidator
{
    /// <summary>Validates options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="validator">What validated those before, or null to look at everything.</param>
    /// <returns>What to validate the next options with.</returns>
    public static RoutingValidator ThrowIfInvalid(TrafficRoutingOptions options, RoutingValidator? validator = null)
    {
        List<Finding> findings = [];
        validator ??= new(TrafficRoutingOptionsReader.DefaultPath);
        validator.Validate(options, findings);
        var errors = findings.Where(finding => finding.Severity is FindingSeverity.Error).Select(finding => finding.ToString()).ToList();
        return errors.Count == 0 ? validator : throw Rejection(errors);
    }

    /// <summary>Sees to it that valid options can be put under what is laid over their routes.</summary>
    public static void ThrowIfClashing(TrafficRoutingOptions options, IReadOnlyList<RouteOverlay> overlays, string path)
    {
        var clashes = overlays.Select(o => OverlayValidator.Problem(o, overlays) ?? OverlayValidator.Clash(o, options, path)).OfType<string>().ToList();
        if (clashes.Count > 0)
            throw Rejection(clashes);
    }

    private static OptionsValidationException Rejection(IEnumerable<string> failures) =>
        new(Options.DefaultName, typeof(TrafficRoutingOptions), failures);
}
