using TrafficRouting.Configuration;

namespace TrafficRouting.Tables;

/// <summary>Tells overlays that can never apply from those that only wait for what they name.</summary>
internal static class OverlayGuard
{
    public static void ThrowIfInvalid(RouteOverlay overlay, IEnumerable<RouteOverlay> others)
    {
        if (overlay.Weights is { } weights && (weights.Values.Any(w => w is < 0 or > 1_000_000) || weights.Values.Sum(w => (long)w) == 0))
            throw new ArgumentException($"The weights that '{overlay.Owner}' lays over {overlay.Service}/{overlay.Route} must lie between 0 and 1,000,000 and not all be 0.", nameof(overlay));

        if (others.FirstOrDefault(o => o.Owner != overlay.Owner && o.Covers(overlay.Service, overlay.Route)) is { } other)
            throw new ArgumentException($"'{overlay.Owner}' cannot have {overlay.Service}/{overlay.Route}: '{other.Owner}' has it.", nameof(overlay));
    }

    /// <summary>Tells whether everything the overlay names exists; otherwise it lies dormant.</summary>
    public static bool Applies(RouteOverlay overlay, TrafficRoutingOptions options) =>
        options.Services.TryGetValue(overlay.Service, out var service)
        && service.Enabled
        && service.Routes.TryGetValue(overlay.Route, out var route)
        && route.Enabled
        && Backends(overlay).All(options.Backends.ContainsKey);

    private static IEnumerable<string> Backends(RouteOverlay overlay) =>
        (overlay.Weights?.Keys ?? [])
            .Concat(overlay.Mirrors?.Keys ?? [])
            .Concat(overlay.LeadingRoutes?.Values.SelectMany(r => r.Weights.Keys.Concat(r.Mirrors.Keys)) ?? []);
}
