using Microsoft.Extensions.Options;

namespace TrafficRouting;

internal static class OptionsValidator
{
    private static readonly TrafficRoutingOptionsValidator Validator = new();

    public static void ThrowIfInvalid(TrafficRoutingOptions options)
    {
        var result = Validator.Validate(Options.DefaultName, options);
        if (result.Failed)
            throw Refusal(result.Failures);
    }

    /// <summary>Sees to it that valid options can be put under what is laid over their routes.</summary>
    public static void ThrowIfClashing(TrafficRoutingOptions options, IReadOnlyList<RouteOverlay> overlays)
    {
        var clashes = overlays.Select(o => OverlayValidator.Problem(o, overlays) ?? OverlayValidator.Clash(o, options)).OfType<string>().ToList();
        if (clashes.Count > 0)
            throw Refusal(clashes);
    }

    private static OptionsValidationException Refusal(IEnumerable<string> failures) =>
        new(Options.DefaultName, typeof(TrafficRoutingOptions), failures);
}
