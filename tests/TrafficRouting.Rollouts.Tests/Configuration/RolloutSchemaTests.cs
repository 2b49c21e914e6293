using System.Text.Json.Nodes;
using TrafficRouting.TestKit;

namespace TrafficRouting.Rollouts.Tests.Configuration;

public sealed class RolloutSchemaTests
{
    [Fact]
    public void Schema_WhatTheDocumentationShows_IsAccepted()
    {
        var snippets = DocSnippets.Blocks("docs/rollouts.md", "json");
        Assert.NotEmpty(snippets);
        Assert.All(snippets, json => Assert.Empty(SettingsSchema.Packed.Errors(json)));
    }

    [Fact]
    public void Schema_SettingsOfTheSample_AreAccepted() =>
        Assert.Empty(SettingsSchema.Packed.Errors(File.ReadAllText(DocSnippets.Locate("samples/AutomatedCanary/rollout.json"))));

    [Theory]
    [InlineData("""{ "Step": [] }""")]
    [InlineData("""{ "Service": "" }""")]
    [InlineData("""{ "Enabled": "yes" }""")]
    [InlineData("""{ "StepWeight": 0 }""")]
    [InlineData("""{ "StepWeight": 10, "MaxWeight": 100 }""")]
    [InlineData("""{ "Steps": "5" }""")]
    [InlineData("""{ "Steps": [ { "SetWeight": 101 } ] }""")]
    [InlineData("""{ "Steps": [ { "SetWeight": -1 } ] }""")]
    [InlineData("""{ "Steps": [ { "Weight": 5 } ] }""")]
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
    public void Schema_WrongShape_IsRejectedAsTheValidatorDoes(string rollout)
    {
        var json = Around(rollout);

        Assert.NotEmpty(SettingsSchema.Packed.Errors(json));
        Assert.NotNull(Failure(json));
    }

    [Theory]
    [InlineData("""{ "StepWeight": 10, "Enabled": false, "Revision": "2.1.0", "OnInconclusive": "Wait" }""")]
    [InlineData("""{ "StepWeight": 10, "Analysis": { "FailureStatuses": [ "429", "5XX", "500 - 504" ] } }""")]
    [InlineData("""{ "Steps": { "0": { "SetWeight": 0 }, "1": { "Pause": { "Duration": "1.00:00:00" } } } }""")]
    [InlineData("""{ "StepWeight": 10, "Analysis": { "Metrics": { "m": { "Kind": "Custom", "MaxRatio": 1.2 } } } }""")]
    public void Schema_RightShape_IsAcceptedAsTheValidatorDoes(string rollout)
    {
        var json = Around(rollout);

        Assert.Empty(SettingsSchema.Packed.Errors(json));
        Assert.Null(Failure(json));
    }

    private static string? Failure(string json) => RolloutSection.Load(json).Errors is { Count: > 0 } errors ? string.Join('\n', errors) : null;

    // A finding must come from what the case writes, so everything else is right.
    private static string Around(string rollout)
    {
        var settings = new JsonObject { ["Service"] = "reviews", ["Route"] = "default", ["Stable"] = "v1", ["Canary"] = "v2" };
        foreach (var (key, value) in JsonNode.Parse(rollout)!.AsObject())
            settings[key] = value?.DeepClone();
        return new JsonObject { ["TrafficRouting"] = new JsonObject { ["Rollouts"] = new JsonObject { ["reviews"] = settings } } }.ToJsonString();
    }
}
