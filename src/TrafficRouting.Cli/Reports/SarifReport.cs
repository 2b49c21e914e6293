using System.Text.Json.Nodes;

namespace TrafficRouting.Cli;

/// <summary>Findings in SARIF 2.1.0, which code hosts show beside the lines of a change.</summary>
internal static class SarifReport
{
    private const string Rule = "traffic-routing";

    public static void Write(LoadedRouting routing, TextWriter output) => output.WriteJson(new JsonObject
    {
        ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
        ["version"] = "2.1.0",
        ["runs"] = new JsonArray(new JsonObject
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject
                {
                    ["name"] = "traffic",
                    ["informationUri"] = "https://github.com/trafficrouting/trafficrouting",
                    ["rules"] = new JsonArray(new JsonObject { ["id"] = Rule, ["shortDescription"] = new JsonObject { ["text"] = "Traffic routing must be valid." } }),
                },
            },
            ["columnKind"] = "utf16CodeUnits",
            ["results"] = Json.Array(routing.Findings.Select(Result)),
        }),
    });

    private static JsonNode Result(Finding finding)
    {
        var result = new JsonObject
        {
            ["ruleId"] = Rule,
            ["level"] = Wording.Of(finding.Severity),
            ["message"] = new JsonObject { ["text"] = finding.Path.Length == 0 ? finding.Message : $"{finding.Path}: {finding.Message}" },
        };
        if (finding.Location is { } location)
            result["locations"] = new JsonArray(new JsonObject { ["physicalLocation"] = Place(location) });
        return result;
    }

    private static JsonObject Place(SourceLocation location)
    {
        var place = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = Uri.EscapeDataString(location.File).Replace("%2F", "/", StringComparison.Ordinal) } };
        if (location.Line > 0)
            place["region"] = location.Column > 0 ? new JsonObject { ["startLine"] = location.Line, ["startColumn"] = location.Column } : new JsonObject { ["startLine"] = location.Line };
        return place;
    }
}
