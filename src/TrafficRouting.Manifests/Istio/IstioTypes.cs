using static TrafficRouting.Manifests.Field;

namespace TrafficRouting.Manifests;

/// <summary>The types that several of Istio's kinds share.</summary>
internal static class IstioTypes
{
    public const string ForTheClusterAlone = "has no effect here";

    public static readonly FieldTable StringMatch = new(
        "StringMatch",
        Read("exact"),
        Read("prefix", "Raw text: `/v2` matches `/v2example`."),
        Read("regex", "RE2, matched in full. `*` asks for presence, and so does a match without any test."));

    public static readonly FieldTable Percent = new("Percent", Read("value", "0 to 100; four decimals count."));

    public static readonly FieldTable PortSelector = new("PortSelector", Read("number"));

    public static readonly FieldTable Destination = new(
        "Destination",
        Read("host", "A name without dots is a Service of the document's namespace."),
        Read("subset", "A subset of a DestinationRule."),
        Read("port", PortSelector));

    public static readonly FieldTable Headers = new(
        "Headers",
        Read("request", new FieldTable(
            "HeaderOperations",
            Read("remove", "Done first."),
            Read("set", "Done second. `Host` sets the Host. Values with `%…%` are left out with a warning; `%%` is `%`."),
            Read("add", "Done last; several values are joined by `,`."))),
        Read("response", new FieldTable("HeaderOperations", Read("remove"), Read("set"), Read("add"))));

    public static readonly FieldTable RouteDestination = new(
        "RouteDestination", Read("destination", Destination), Read("weight"));

    public static readonly FieldTable WorkloadSelector = new("WorkloadSelector", Read("labels", "Of WorkloadEntries in the document's namespace."));
}
