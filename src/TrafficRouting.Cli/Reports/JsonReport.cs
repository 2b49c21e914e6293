using System.Text.Json.Nodes;

namespace TrafficRouting.Cli;

/// <summary>Findings for programs.</summary>
internal static class JsonReport
{
    public static void Write(LoadedRouting routing, TextWriter output) => output.WriteJson(new JsonObject
    {
        ["files"] = Json.Array(routing.Files.Select(f => (JsonNode)f.Name)),
        ["documents"] = routing.Documents,
        ["ignored"] = routing.Ignored,
        ["skipped"] = routing.Skipped,
        ["services"] = routing.Options.Services.Count,
        ["routes"] = routing.Options.Services.Values.Sum(s => s?.Routes.Count ?? 0),
        ["backends"] = routing.Options.Backends.Count,
        ["errors"] = routing.Errors,
        ["warnings"] = routing.Warnings,
        ["findings"] = Json.Array(routing.Findings.Select(ToJson)),
    });

    private static JsonNode ToJson(Finding finding)
    {
        var json = new JsonObject { ["severity"] = Wording.Of(finding.Severity), ["path"] = finding.Path, ["message"] = finding.Message };
        if (finding.Location is { } location)
        {
            json["file"] = location.File;
            json["line"] = location.Line;
            json["column"] = location.Column;
        }

        return json;
    }
}
