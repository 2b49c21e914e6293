using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace TrafficRouting.Tests.Configuration;

public sealed class ReaderTests
{
    [Fact]
    public void Read_DesignExample_GivesWhatItSays()
    {
        var options = Settings.ReadValid("""
            { "TrafficRouting": {
                "Backends": {
                  "reviews-v1": { "Address": "http://10.0.0.11:9080" },
                  "reviews-v2": { "Endpoints": { "a": { "Address": "http://10.0.1.5:9080" }, "b": { "Address": "http://10.0.1.6:9080", "Weight": 2 } },
                                  "Selection": "RoundRobin", "PreserveHost": false,
                                  "RequestHeaders": { "Set": { "x-version": "v2" } }, "ResponseHeaders": {} },
                  "reviews-v3": { "Address": "https+http://reviews-v3", "Endpoints": [] },
                  "refused":    { "DirectResponse": { "Status": 500, "Body": "no valid backend" } } },
                "Services": { "reviews": {
                    "Hosts": [ "reviews", "reviews.default.svc.cluster.local", "*.reviews.example" ],
                    "Unmatched": "PassThrough",
                    "Routes": {
                      "jason":   { "Order": 1,
                                   "Matches": [ { "Path": { "Prefix": "/reviews" }, "Method": "GET",
                                                  "Headers": { "end-user": { "Exact": "jason" } }, "Query": { "debug": { "Present": true } } } ],
                                   "Weights": { "reviews-v2": 50, "reviews-v3": 50 } },
                      "default": { "Order": 2, "Weights": { "reviews-v1": 95, "reviews-v2": 5, "refused": 0 },
                                   "Sticky": { "Header": "x-user-id" },
                                   "Mirrors": { "reviews-v3": { "Percentage": 10 } },
                                   "RequestHeaders": { "Set": { "x-env": "prod" }, "Add": {}, "Remove": [ "x-debug" ] },
                                   "Rewrite": { "PathPrefix": "/v2" }, "Timeout": "00:00:05" } } } },
                "Mirroring": { "QueueCapacity": 1024, "QueueBytes": 67108864, "MaxBodyBytes": 65536, "Concurrency": 16, "Timeout": "00:00:10" },
                "Rollouts": { "reviews": { "whatever": [ 1, 2 ] } } } }
            """);

        Assert.Equal(2, options.Backends["reviews-v2"].Endpoints["b"].Weight);
        Assert.Equal("jason", options.Services["reviews"].Routes["jason"].Matches[0].Headers["End-User"].Exact);
        Assert.Equal("GET", options.Services["reviews"].Routes["jason"].Matches[0].Method!.Exact);
        Assert.Equal(TimeSpan.FromSeconds(5), options.Services["reviews"].Routes["default"].Timeout);
        Assert.Equal(["x-debug"], options.Services["reviews"].Routes["default"].RequestHeaders!.Remove);
    }

    [Fact]
    public void Read_SectionOfAnyName_BeginsPathsWithIt()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("My:Routing:Backend", "x"), new("My:Routing:Backends:b:PreserveHost", "true")]).Build();

        Assert.Equal(
            ["My:Routing:Backend", "My:Routing:Backends:b", "My:Routing:Backends:b"],
            TrafficRoutingOptionsReader.Read(configuration.GetSection("My:Routing")).Findings.Select(finding => finding.Path));
    }

    [Fact]
    public void Read_ConditionsAsPlainValues_MeanExact()
    {
        var options = Settings.ReadValid(Scaffold.Around(Part.Match, """{ "Path": "/a", "Headers": { "x": "", "y": "1" }, "Query": { "source": "mail" } }"""));

        var match = options.Services["s"].Routes["r"].Matches[0];
        Assert.Equal("/a", match.Path!.Exact);
        Assert.Equal("", match.Headers["x"].Exact);
        Assert.Equal("1", match.Headers["y"].Exact);
        Assert.Equal("mail", match.Query["source"].Exact);
    }

    [Fact]
    public void Read_EmptyObject_IsPresentWithItsDefaults()
    {
        var options = Settings.ReadValid(Scaffold.Around(Part.Mirror, """{ "Compare": {} }"""));

        Assert.True(options.Services["s"].Routes["r"].Mirrors["c"].Compare!.Enabled);
    }

    [Fact]
    public void Read_UnderACultureWithCommas_ReadsPointsAndWritesPoints()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new("de-DE");
        try
        {
            Assert.Equal(12.5, Settings.Read(Scaffold.Around(Part.Mirror, """{ "Percentage": 12.5 }""")).Services["s"].Routes["r"].Mirrors["c"].Percentage);
            Scaffold.Finds(FindingSeverity.Error, Part.Mirror, """{ "Percentage": 100.5 }""", "Percentage", "Must be 0 to 100, is 100.5.");
            Scaffold.Finds(FindingSeverity.Error, Part.Mirror, """{ "Percentage": "12,5" }""", "Percentage", "'12,5' is not a number");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Read_NestedBeyondReason_IsRefusedWithoutOverflow()
    {
        var key = "TrafficRouting:Services:s:Routes:r:Matches:0" + string.Concat(Enumerable.Repeat(":AllOf:0", 5000)) + ":Port";
        var read = TrafficRoutingOptionsReader.Read(new ConfigurationBuilder().AddInMemoryCollection([new(key, "1")]).Build().GetSection("TrafficRouting"));

        Assert.Contains(read.Findings, finding => finding.Message.Contains("Nested deeper", StringComparison.Ordinal));
    }
}
