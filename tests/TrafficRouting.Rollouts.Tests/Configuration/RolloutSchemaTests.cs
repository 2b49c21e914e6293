using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using TrafficRouting.TestKit;

namespace TrafficRouting.Rollouts.Tests.Configuration;

public sealed class RolloutSchemaTests
{
    private static readonly SettingsSchema Own = SettingsSchema.Of("TrafficRouting.Rollouts");
    private static readonly SettingsSchema Core = SettingsSchema.Of("TrafficRouting");

    [Fact]
    public void Schema_WhatTheDocumentationShows_IsTaken()
    {
        var snippets = DocSnippets.Blocks("docs/rollouts.md", "json");
        Assert.NotEmpty(snippets);
        Assert.All(snippets, json => Assert.Empty(Errors(json)));
    }

    [Fact]
    public void Schema_SettingsOfTheSample_AreTaken() =>
        Assert.Empty(Errors(File.ReadAllText(DocSnippets.Locate("samples/AutomatedCanary/rollout.json"))));

    [Theory]
    [InlineData("rollout", typeof(RolloutOptions))]
    [InlineData("rolloutStep", typeof(RolloutStepOptions))]
    [InlineData("rolloutAnalysis", typeof(AnalysisOptions))]
    [InlineData("rolloutMetric", typeof(MetricOptions))]
    public void Schema_OfAPart_NamesEveryPropertyThatCanBeWritten(string definition, Type options)
    {
        var schema = JsonNode.Parse(Own.Text)!["definitions"]!["trafficRouting." + definition]!["properties"]!.AsObject();

        // What is a delegate can only be given in code.
        var writable = options.GetProperties().Where(p => !typeof(Delegate).IsAssignableFrom(p.PropertyType)).Select(p => p.Name);
        Assert.Equal(writable.Order(StringComparer.Ordinal), schema.Select(p => p.Key).Order(StringComparer.Ordinal));
        Assert.All(schema, p => Assert.NotNull(p.Value!["description"]));
    }

    [Fact]
    public void Schema_PartsSharedWithRoutes_AreTheSame()
    {
        var (own, core) = (Definitions(Own.Text), Definitions(Core.Text));
        var shared = own.Where(d => !d.Key.StartsWith("trafficRouting.rollout", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(shared);
        Assert.All(shared, d => Assert.True(JsonNode.DeepEquals(d.Value, core[d.Key]), $"{d.Key} differs from the schema of the routes."));
    }

    [Theory]
    [InlineData("""{ "Step": [] }""")]
    [InlineData("""{ "Service": "" }""")]
    [InlineData("""{ "Enabled": "yes" }""")]
    [InlineData("""{ "StepWeight": 0 }""")]
    [InlineData("""{ "StepWeight": 10, "MaxWeight": 100 }""")]
    [InlineData("""{ "StepWeight": 10, "Steps": [ { "SetWeight": 5 } ] }""")]
    [InlineData("""{ "Steps": "5" }""")]
    [InlineData("""{ "Steps": [ { "SetWeight": 101 } ] }""")]
    [InlineData("""{ "Steps": [ { "SetWeight": 2.5 } ] }""")]
    [InlineData("""{ "Steps": [ { "Weight": 5 } ] }""")]
    [InlineData("""{ "Steps": [ { "SetWeight": 5, "Pause": {} } ] }""")]
    [InlineData("""{ "Steps": [ { "SetWeight": 5, "SetMirror": { "Percentage": 10 } } ] }""")]
    [InlineData("""{ "Steps": [ { "SetMirror": { "Percentage": 10 } } ] }""")]
    [InlineData("""{ "Steps": [ { "Pause": { "Duration": "10m" } } ] }""")]
    [InlineData("""{ "Steps": [ { "Pause": "00:10:00" } ] }""")]
    [InlineData("""{ "Steps": [ { "SetWeight": 5 }, { "Analyze": { "Count": 0 } } ] }""")]
    [InlineData("""{ "Steps": [ { "Pause": {}, "SetHeaderRoute": { "Header": "x" } } ] }""")]
    [InlineData("""{ "Steps": [ { "Pause": {}, "SetMirror": { "Percentage": 101 } } ] }""")]
    [InlineData("""{ "StepWeight": 10, "OnInconclusive": "Ask" }""")]
    [InlineData("""{ "StepWeight": 10, "Analysis": { "Interval": 60 } }""")]
    [InlineData("""{ "StepWeight": 10, "Analysis": { "Threshold": 1 } }""")]
    [InlineData("""{ "StepWeight": 10, "Analysis": { "MinRequests": 0 } }""")]
    [InlineData("""{ "StepWeight": 10, "Analysis": { "SignificanceLevel": 0 } }""")]
    [InlineData("""{ "StepWeight": 10, "Analysis": { "SignificanceLevel": 0.5 } }""")]
    [InlineData("""{ "StepWeight": 10, "Analysis": { "OutageThreshold": 1.1 } }""")]
    [InlineData("""{ "StepWeight": 10, "Analysis": { "FailureLimit": -1 } }""")]
    [InlineData("""{ "StepWeight": 10, "Analysis": { "FailureStatuses": [ "5x" ] } }""")]
    [InlineData("""{ "StepWeight": 10, "Analysis": { "FailureStatuses": "5xx" } }""")]
    [InlineData("""{ "StepWeight": 10, "Analysis": { "Metrics": { "m": { "Kind": "Errors" } } } }""")]
    [InlineData("""{ "StepWeight": 10, "Analysis": { "Metrics": { "m": { "Tolerance": 0.5 } } } }""")]
    [InlineData("""{ "StepWeight": 10, "Analysis": { "Metrics": { "m": { "Kind": "Latency", "Percentile": 100 } } } }""")]
    [InlineData("""{ "StepWeight": 10, "Analysis": { "Metrics": { "m": { "Kind": "Latency", "MaxLatency": "500ms" } } } }""")]
    public void Schema_WrongShape_IsRefusedAsTheValidatorDoes(string rollout)
    {
        var json = Around(rollout);

        Assert.NotEmpty(Errors(json));
        Assert.NotNull(Failure(json));
    }

    [Theory]
    [InlineData("""{ "StepWeight": 10, "Enabled": false, "Revision": "2.1.0", "OnInconclusive": "Wait" }""")]
    [InlineData("""{ "StepWeight": 10, "Analysis": { "FailureStatuses": [ "429", "5XX", "500 - 504" ] } }""")]
    [InlineData("""{ "Steps": { "0": { "SetWeight": 0 }, "1": { "Pause": { "Duration": "1.00:00:00" } } } }""")]
    [InlineData("""{ "StepWeight": 10, "Analysis": { "Metrics": { "m": { "Kind": "Custom", "MaxRatio": 1.2 } } } }""")]
    public void Schema_RightShape_IsTakenAsTheValidatorDoes(string rollout)
    {
        var json = Around(rollout);

        Assert.Empty(Errors(json));
        Assert.Null(Failure(json));
    }

    private static IReadOnlyList<string> Errors(string json) => [.. Own.Errors(json), .. Core.Errors(json)];

    private static string? Failure(string json)
    {
        var options = new RolloutsOptions();
        RolloutsOptionsReader.Read(new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build().GetSection("TrafficRouting:Rollouts"), options);
        return new RolloutsOptionsValidator().Validate(null, options).FailureMessage;
    }

    private static JsonObject Definitions(string schema) => JsonNode.Parse(schema)!["definitions"]!.AsObject();

    // A finding must come from what the case writes, so everything else is right.
    private static string Around(string rollout)
    {
        var settings = new JsonObject { ["Service"] = "reviews", ["Route"] = "default", ["Stable"] = "v1", ["Canary"] = "v2" };
        foreach (var (key, value) in JsonNode.Parse(rollout)!.AsObject())
            settings[key] = value?.DeepClone();
        return new JsonObject { ["TrafficRouting"] = new JsonObject { ["Rollouts"] = new JsonObject { ["reviews"] = settings } } }.ToJsonString();
    }
}
