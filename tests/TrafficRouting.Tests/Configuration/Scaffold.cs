namespace TrafficRouting.Tests.Configuration;

/// <summary>Puts a part into an otherwise valid configuration and tells what is found wrong.</summary>
internal static class Scaffold
{
    public static string PathOf(Part part) => "TrafficRouting" + part switch
    {
        Part.Section => "",
        Part.Backend => ":Backends:b",
        Part.Service => ":Services:s",
        Part.Route => ":Services:s:Routes:r",
        Part.Match => ":Services:s:Routes:r:Matches:0",
        Part.Mirror => ":Services:s:Routes:r:Mirrors:c",
        _ => ":Mirroring",
    };

    public static string Around(Part part, string json)
    {
        var backend = part is Part.Backend ? json : """{ "Address": "http://b" }""";
        var match = part is Part.Match ? json : """{ "Method": "GET" }""";
        var mirror = part is Part.Mirror ? json : "{}";
        var route = part is Part.Route ? json : $$"""{ "Matches": [ {{match}} ], "Weights": { "b": 1 }, "Mirrors": { "c": {{mirror}} } }""";
        var service = part is Part.Service ? json : $$"""{ "Hosts": [ "s" ], "Routes": { "r": {{route}} } }""";
        var mirroring = part is Part.Mirroring ? json : "{}";
        var section = part is Part.Section ? json : $$"""
            {
              "Backends": { "b": {{backend}}, "c": { "Address": "http://c" }, "fixed": { "DirectResponse": {} } },
              "Services": { "s": {{service}}, "other": { "Hosts": [ "other" ], "Routes": { "all": { "Weights": { "b": 1, "c": 1, "fixed": 1 } } } } },
              "Mirroring": {{mirroring}}
            }
            """;
        return $$"""{ "TrafficRouting": {{section}} }""";
    }

    public static IReadOnlyList<Finding> Findings(Part part, string json) =>
        Settings.Load(Around(part, json)).Findings;

    /// <summary>Asserts that there is one finding and nothing else.</summary>
    public static void Finds(FindingSeverity severity, Part part, string json, string path, string fragment)
    {
        var finding = Assert.Single(Findings(part, json));
        Assert.Equal(severity, finding.Severity);
        Assert.Equal(path.Length == 0 ? PathOf(part) : $"{PathOf(part)}:{path}", finding.Path);
        Assert.Contains(fragment, finding.Message, StringComparison.Ordinal);
    }
}
