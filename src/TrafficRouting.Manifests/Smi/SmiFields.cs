using static TrafficRouting.Manifests.Field;

namespace TrafficRouting.Manifests;

/// <summary>The fields of TrafficSplit and HTTPRouteGroup, in every version.</summary>
internal static class SmiFields
{
    private static readonly Field Matches = Read("matches", new FieldTable(
        "HTTPMatch",
        Read("name", "Required."),
        Read("pathRegex", "RE2, anchored at the beginning."),
        Read("methods", "`*` for all."),
        Read("headers", "RE2, matched in full; a map, or a list of maps with one entry each. `host` is the host that is called.")),
        "Stands under `spec` or, in early versions, beside it.");

    public static readonly FieldTable TrafficSplit = FieldTable.OfKind(
        "TrafficSplit",
        Read("spec", new FieldTable(
            "TrafficSplitSpec",
            Read("service", "The root service: `web`, `web.shop`, `web.shop.svc` or in full. A second split of one root is an error."),
            Read("backends", new FieldTable(
                "TrafficSplitBackend",
                Read("service", "May be the root itself. A backend without a port of the root's is left out, with a warning."),
                Read("weight", "Required. A Quantity in `v1alpha1` (`500m` is half of `1`), a number from `v1alpha2` on. Where all are zero, requests go to the root service, with a warning."))),
            Read("matches", new FieldTable("TypedLocalObjectReference", Read("apiGroup"), Read("kind", "`HTTPRouteGroup`."), Read("name")), "Requests that any match of any group holds for are split."))));

    public static readonly FieldTable HttpRouteGroup = FieldTable.OfKind(
        "HTTPRouteGroup",
        Read("spec", new FieldTable("HTTPRouteGroupSpec", Matches)),
        Matches);
}
