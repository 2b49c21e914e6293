namespace TrafficRouting.Manifests.Tests.Apisix;

/// <summary>Routes of which a test writes only what it is about.</summary>
internal static class ApisixDocuments
{
    public static string Rules(string rules) =>
        Route($$$$"""
            "upstream": {"nodes": {"127.0.0.1:1980": 1}}, "plugins": {"traffic-split": {"rules": [{{{{rules}}}}]}}
            """);

    public static string Route(string fields) => $$$"""{"id": "split", "uri": "/split", {{{fields}}} }""";
}
