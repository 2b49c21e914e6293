using Microsoft.Extensions.Options;
using TrafficRouting.Configuration;

namespace TrafficRouting.Tables;

internal static class OptionsGuard
{
    private static readonly TrafficRoutingOptionsValidator Validator = new();

    public static void ThrowIfInvalid(TrafficRoutingOptions options)
    {
        var result = Validator.Validate(Options.DefaultName, options);
        if (result.Failed)
            throw Refusal(result.Failures);
    }

    /// <summary>Sees to it that valid options can be put under what is laid over their routes.</summary>
    public static void ThrowIfClashing(TrafficRoutingOptions options, IEnumerable<RouteOverlay> overlays)
    {
        var clashes = overlays.Select(o => OverlayGuard.Clash(o, options)).OfType<string>().ToList();
        if (clashes.Count > 0)
            throw Refusal(clashes);
    }

    private static OptionsValidationException Refusal(IEnumerable<string> failures) =>
        new(Options.DefaultName, typeof(TrafficRoutingOptions), failures);
}
