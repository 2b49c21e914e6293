using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace TrafficRouting.Rollouts.Tests.Configuration;

public sealed class RolloutSectionTests
{
    [Fact]
    public void Read_EveryKey_FillsTheOptions()
    {
        var rollout = Read("""
            { "Enabled": true, "Service": "reviews", "Route": "default", "Stable": "v1", "Canary": "v2", "Revision": "7", "MaxWeight": 60,
              "Steps": [
                { "SetWeight": 5 },
                { "Pause": { "Duration": "00:10:00" }, "SetHeaderRoute": { "Match": { "Headers": { "x-canary": { "Exact": "yes" } } }, "Weight": 12.5 } },
                { "Pause": {}, "SetMirror": { "Percentage": 10 } },
                { "Analyze": {} },
                { "Analyze": { "Count": 3 } } ],
              "Analysis": { "Interval": "00:00:30", "InitialDelay": "00:00:05", "MinRequests": 50, "SignificanceLevel": 0.05, "FailureLimit": 1, "InconclusiveLimit": 2,
                "ConsecutiveErrorLimit": 3, "Background": false, "OutageThreshold": 0.3, "FailureStatuses": [ "5xx", "429" ],
                "Metrics": { "errors": { "Min": 0.99, "Tolerance": 2 },
                             "p99": { "Kind": "Latency", "Percentile": 99.5, "MaxLatency": "00:00:00.500", "CompareToStable": false },
                             "orders": { "Kind": "Custom", "Min": 1, "Max": 2, "MinRatio": 0.9, "MaxRatio": 1.1 } } },
              "OnInconclusive": "RollBack" }
            """, out var errors);

        Assert.Empty(errors);
        Assert.Equal(("reviews", "default", "v1", "v2", "7", 60), (rollout.Service, rollout.Route, rollout.Stable, rollout.Canary, rollout.Revision, rollout.MaxWeight));
        Assert.Equal(5, rollout.Steps[0].SetWeight);
        Assert.Equal(TimeSpan.FromMinutes(10), rollout.Steps[1].Pause!.Duration);
        Assert.Equal(("yes", 12.5), (rollout.Steps[1].SetHeaderRoute!.Match!.Headers["x-canary"].Exact, rollout.Steps[1].SetHeaderRoute!.Weight));
        Assert.Null(rollout.Steps[2].Pause!.Duration);
        Assert.Equal(10, rollout.Steps[2].SetMirror!.Percentage);
        Assert.Equal((1, 3), (rollout.Steps[3].Analyze!.Count, rollout.Steps[4].Analyze!.Count));
        var analysis = rollout.Analysis;
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5), 50, 0.05), (analysis.Interval, analysis.InitialDelay, analysis.MinRequests, analysis.SignificanceLevel));
        Assert.Equal((1, 2, 3, false, 0.3), (analysis.FailureLimit, analysis.InconclusiveLimit, analysis.ConsecutiveErrorLimit, analysis.Background, analysis.OutageThreshold));
        Assert.Equal(["5xx", "429"], analysis.FailureStatuses);
        Assert.Equal((0.99, 2), (analysis.Metrics["errors"].Min!.Value, analysis.Metrics["errors"].Tolerance));
        Assert.Equal((99.5, TimeSpan.FromMilliseconds(500)), (analysis.Metrics["p99"].Percentile, analysis.Metrics["p99"].MaxLatency!.Value));
        Assert.Equal((1, 2, 0.9, 1.1), (analysis.Metrics["orders"].Min!.Value, analysis.Metrics["orders"].Max!.Value, analysis.Metrics["orders"].MinRatio!.Value, analysis.Metrics["orders"].MaxRatio!.Value));
        Assert.Equal(InconclusiveAction.RollBack, rollout.OnInconclusive);
    }

    [Theory]
    [InlineData("""{ "StepWeight": 20, "Stepps": 1 }""", "TrafficRouting:Rollouts:reviews:Stepps", "Did you mean 'Steps'?")]
    [InlineData("""{ "StepWeight": "many" }""", "TrafficRouting:Rollouts:reviews:StepWeight", "'many' is not a number")]
    [InlineData("""{ "Steps": [ { "SetWeight": 5, "Analyze": {} } ] }""", "TrafficRouting:Rollouts:reviews:Steps:0", "only one of SetWeight, Pause and Analyze")]
    [InlineData("""{ "Steps": [ { "SetWeight": 101 } ] }""", "TrafficRouting:Rollouts:reviews:Steps:0:SetWeight", "0 to 100, is 101")]
    [InlineData("""{ "Steps": [ { "Weight": 5 } ] }""", "TrafficRouting:Rollouts:reviews:Steps:0:Weight", "Write 'SetWeight'")]
    [InlineData("""{ "Steps": [ { "Analyze": {} } ] }""", "TrafficRouting:Rollouts:reviews:Steps:0:Analyze", "weight 0 here")]
    [InlineData("""{ "Steps": [ { "SetWeight": 100 }, { "Analyze": {} } ] }""", "TrafficRouting:Rollouts:reviews:Steps:1:Analyze", "nothing to compare")]
    [InlineData("""{ "Steps": [ { "SetWeight": 0.005 } ] }""", "TrafficRouting:Rollouts:reviews:Steps:0:SetWeight", "in hundredths of a percent, such as 0.01; is 0.005")]
    [InlineData("""{ "StepWeight": 0.015 }""", "TrafficRouting:Rollouts:reviews:StepWeight", "in hundredths of a percent")]
    [InlineData("""{ "StepWeight": 5, "MaxWeight": 33.333 }""", "TrafficRouting:Rollouts:reviews:MaxWeight", "in hundredths of a percent")]
    [InlineData("""{ "StepWeight": 5, "Confirm": [ "Everything" ] }""", "TrafficRouting:Rollouts:reviews:Confirm:0", "WeightIncrease")]
    [InlineData("""{ "Steps": [ { "SetHeaderRoute": { "Match": { "Headers": { "a": { "Exact": "b" } } }, "Weight": 1.001 } } ] }""", "TrafficRouting:Rollouts:reviews:Steps:0:SetHeaderRoute:Weight", "in hundredths of a percent")]
    [InlineData("""{ "Steps": [ { "SetHeaderRoute": { "Match": { "Headers": { "a": { "Exact": "b" } } } } }, { "Analyze": {} } ] }""", "TrafficRouting:Rollouts:reviews:Steps:1:Analyze", "give a metric a bound")]
    [InlineData("""{ "Steps": [ { } ] }""", "TrafficRouting:Rollouts:reviews:Steps:0", "Says nothing")]
    [InlineData("""{ "StepWeight": 5, "Analysis": { "FailureGrpcStatuses": [ "UNAVAILABLE", "GONE" ] } }""", "TrafficRouting:Rollouts:reviews:Analysis:FailureGrpcStatuses:1", "'GONE' is not a status of gRPC")]
    [InlineData("""{ "StepWeight": 5, "Analysis": { "FailureGrpcStatuses": [ "CANCELLED" ] } }""", "TrafficRouting:Rollouts:reviews:Analysis:FailureGrpcStatuses:0", "counted apart")]
    [InlineData("""{ "StepWeight": 5, "Analysis": { "Metrics": { "m": { "Kind": "Latency", "Tolerance": 2 } } } }""", "TrafficRouting:Rollouts:reviews:Analysis:Metrics:m:Tolerance", "write LatencyRatio")]
    [InlineData("""{ "StepWeight": 5, "Analysis": { "Metrics": { "m": { "LatencyRatio": 2 } } } }""", "TrafficRouting:Rollouts:reviews:Analysis:Metrics:m:LatencyRatio", "Is for Kind Latency")]
    [InlineData("""{ "Steps": [ { "Pause": { "Duration": "-00:01:00" } } ] }""", "TrafficRouting:Rollouts:reviews:Steps:0:Pause:Duration", "is not a time")]
    [InlineData("""{ "Steps": [ { "Pause": {}, "SetHeaderRoute": { "Match": { "Headers": { "a": { "Regex": "(" } } } } } ] }""", "TrafficRouting:Rollouts:reviews:Steps:0:SetHeaderRoute:Match:Headers:a", "")]
    [InlineData("""{ "Steps": [ { "Pause": {}, "SetHeaderRoute": { "Match": {} } } ] }""", "TrafficRouting:Rollouts:reviews:Steps:0:SetHeaderRoute:Match", "Matches every request")]
    [InlineData("""{ "Steps": [ { "Pause": {}, "SetMirror": { "Percentage": 200 } } ] }""", "TrafficRouting:Rollouts:reviews:Steps:0:SetMirror:Percentage", "")]
    [InlineData("""{ }""", "TrafficRouting:Rollouts:reviews:Steps", "Give Steps, or StepWeight")]
    [InlineData("""{ "StepWeight": 5, "Steps": [ { "SetWeight": 5 } ] }""", "TrafficRouting:Rollouts:reviews:StepWeight", "Excludes Steps")]
    [InlineData("""{ "StepWeight": 5, "MaxWeight": 100 }""", "TrafficRouting:Rollouts:reviews:MaxWeight", "Must be 0.01 to 99.99, is 100")]
    [InlineData("""{ "StepWeight": 5, "Canary": "v1" }""", "TrafficRouting:Rollouts:reviews:Canary", "Is the stable backend 'v1' itself")]
    [InlineData("""{ "StepWeight": 5, "Service": "" }""", "TrafficRouting:Rollouts:reviews:Service", "Required")]
    [InlineData("""{ "StepWeight": 5, "Analysis": { "Interval": "00:00:00.5" } }""", "TrafficRouting:Rollouts:reviews:Analysis:Interval", "1 second to 1 day")]
    [InlineData("""{ "StepWeight": 5, "Analysis": { "SignificanceLevel": 0 } }""", "TrafficRouting:Rollouts:reviews:Analysis:SignificanceLevel", "above 0")]
    [InlineData("""{ "StepWeight": 5, "Analysis": { "FailureStatuses": [ "6xxx" ] } }""", "TrafficRouting:Rollouts:reviews:Analysis:FailureStatuses:0", "is not a status")]
    [InlineData("""{ "StepWeight": 5, "Analysis": { "Metrics": { "m": { "Min": 99 } } } }""", "TrafficRouting:Rollouts:reviews:Analysis:Metrics:m:Min", "such as 0.99")]
    [InlineData("""{ "StepWeight": 5, "Analysis": { "Metrics": { "m": { "Kind": "Custom" } } } }""", "TrafficRouting:Rollouts:reviews:Analysis:Metrics:m", "Judges nothing")]
    [InlineData("""{ "StepWeight": 5, "Analysis": { "Metrics": { "m": { "Kind": "Custom", "Min": 2, "Max": 1 } } } }""", "TrafficRouting:Rollouts:reviews:Analysis:Metrics:m:Max", "Is below Min")]
    [InlineData("""{ "StepWeight": 5, "Analysis": { "Metrics": { "m": { "Kind": "Custom", "MinRatio": 2, "MaxRatio": 1 } } } }""", "TrafficRouting:Rollouts:reviews:Analysis:Metrics:m:MaxRatio", "Is below MinRatio")]
    [InlineData("""{ "StepWeight": 5, "Analysis": { "Metrics": { "m": { "CompareToStable": false } } } }""", "TrafficRouting:Rollouts:reviews:Analysis:Metrics:m", "Judges nothing")]
    [InlineData("""{ "StepWeight": 5, "Analysis": { "Metrics": { "m": { "Tolerance": 0.5 } } } }""", "TrafficRouting:Rollouts:reviews:Analysis:Metrics:m:Tolerance", "1 or more")]
    public void Validate_SomethingWrong_IsNamedWithItsPath(string json, string path, string message)
    {
        Read(json, out var errors);

        Assert.Contains(errors, e => e.StartsWith(path, StringComparison.Ordinal) && e.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_TwoRolloutsOnOneRoute_IsAnErrorUnlessOneIsOff()
    {
        const string One = """{ "Service": "reviews", "Route": "default", "Stable": "v1", "Canary": "v2", "StepWeight": 5 }""";
        const string Two = """{ "Service": "reviews", "Route": "DEFAULT", "Stable": "v1", "Canary": "v2", "StepWeight": 5, "Enabled": ENABLED }""";
        static IReadOnlyList<string> Load(string enabled) => RolloutSection.Load(
            $$"""{ "TrafficRouting": { "Rollouts": { "one": {{One}}, "two": {{Two.Replace("ENABLED", enabled, StringComparison.Ordinal)}} } } }""").Errors;

        Assert.Contains("has several rollouts (one, two)", Assert.Single(Load("true")), StringComparison.Ordinal);
        Assert.Empty(Load("false"));
    }

    [Theory]
    [InlineData("""{ "StepWeight": 5, "Service": "revews" }""", "Service: There is no service 'revews'. Did you mean 'reviews'?")]
    [InlineData("""{ "StepWeight": 5, "Route": "defalt" }""", "Route: Service 'reviews' has no route 'defalt'. Did you mean 'default'?")]
    [InlineData("""{ "StepWeight": 5, "Canary": "brand-new" }""", "Canary: There is no backend 'brand-new'.")]
    [InlineData("""{ "StepWeight": 5, "Stable": "other" }""", "Route: Route 'reviews/default' also sends to 'v1'; a rollout splits between exactly two backends, 'other' and 'v2'.")]
    [InlineData("""{ "StepWeight": 5, "Route": "moved" }""", "Route: Route 'reviews/moved' sends to no backend; a rollout splits what a route sends. Give it Weights, such as 1 for 'v1'.")]
    public void Validate_WhatRoutingDoesNotHave_IsNamed(string rollout, string message)
    {
        const string Routing = """
            { "TrafficRouting": { "Backends": { "v1": { "Address": "http://v1" }, "v2": { "Address": "http://v2" }, "other": { "Address": "http://other" } },
              "Services": { "reviews": { "Hosts": [ "reviews" ], "Routes": { "default": { "Weights": { "v1": 1 } },
                "moved": { "Matches": [ { "Path": { "Prefix": "/old" } } ], "Redirect": { "Host": "elsewhere" } } } } },
              "Rollouts": { "reviews": { "Service": "reviews", "Route": "default", "Stable": "v1", "Canary": "v2" } } } }
            """;
        var services = new ServiceCollection();
        services.AddTrafficRouting(Section(Routing, $$"""{ "TrafficRouting": { "Rollouts": { "reviews": {{rollout}} } } }""")).AddRollouts();
        using var provider = services.BuildServiceProvider();

        var invalid = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<TrafficRouter>());

        Assert.Contains($"TrafficRouting:Rollouts:reviews:{message}", invalid.Failures);
    }

    [Fact]
    public void Validate_SeveralMistakes_AreReportedTogether()
    {
        Read("""{ "StepWeight": 500, "Route": "", "Analysis": { "MinRequests": 0 }, "Oops": 1 }""", out var errors);

        Assert.Equal(4, errors.Count);
    }

    private static RolloutOptions Read(string rollout, out IReadOnlyList<string> errors)
    {
        const string Required = """{ "TrafficRouting": { "Rollouts": { "reviews": { "Service": "reviews", "Route": "default", "Stable": "v1", "Canary": "v2" } } } }""";
        (var options, errors) = RolloutSection.Load(Required, $$"""{ "TrafficRouting": { "Rollouts": { "reviews": {{rollout}} } } }""");
        return options?.Rollouts["reviews"] ?? new();
    }

    private static IConfigurationSection Section(params string[] json) => json
        .Aggregate(new ConfigurationBuilder(), (builder, text) => (ConfigurationBuilder)builder.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(text))))
        .Build().GetSection("TrafficRouting");
}
