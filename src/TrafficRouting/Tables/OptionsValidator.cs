using Microsoft.Extensions.Options;

namespace TrafficRouting;

/// <summary>Rejects options that cannot be compiled.</summary>
internal static class OptionsValidator
{
    public static void ThrowIfInvalid(TrafficRoutingOptions options, RoutingValidator validator)
    {
        List<Finding> findings = [];
        validator.Validate(options, findings);
        var errors = findings.Where(finding => finding.Severity is FindingSeverity.Error).Select(finding => finding.ToString()).ToList();
        if (errors.Count > 0)
            throw Rejection(errors);
    }

    /// <summary>Sees to it that valid options can be put under what is laid over their routes.</summary>
    public static void ThrowIfClashing(TrafficRoutingOptions options, IReadOnlyList<RouteOverlay> overlays, string path, SelectionPolicies policies)
    {
        var clashes = overlays.Select(o => OverlayValidator.Problem(o, overlays, policies) ?? OverlayValidator.Clash(o, options, path)).OfType<string>().ToList();
        if (clashes.Count > 0)
            throw Rejection(clashes);
    }

    private static OptionsValidationException Rejection(IEnumerable<string> failures) =>
        new(Options.DefaultName, typeof(TrafficRoutingOptions), failures);
}
