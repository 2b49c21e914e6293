using System.Text;
using Microsoft.Extensions.Configuration;

namespace TrafficRouting.Tests.Sources;

/// <summary>What one key of the section does to what a source gives.</summary>
public sealed class SectionOverSourcesTests
{
    private const string Document = """
        { "TrafficRouting": {
          "Backends": { "v1": { "Address": "http://v1" }, "v2": { "Endpoints": { "a": { "Address": "http://a", "Weight": 2 }, "b": { "Address": "http://b" } } } },
          "Services": { "reviews": { "Hosts": [ "reviews", "reviews.shop" ], "Routes": {
            "default": { "Weights": { "v1": 90, "v2": 10 }, "Timeout": "00:00:05", "RequestHeaders": { "Set": { "x-a": "1" } } },
            "testers": { "Order": -1, "Matches": [ { "Headers": { "end-user": "jason" } } ], "Weights": { "v2": 1 } } } } } } }
        """;

    private readonly TestSource _document = new("routing.yaml", SourceModel.Options(Document));

    [Theory]
    [InlineData("""{ "Services": { "reviews": { "Routes": { "default": { "Weights": { "v2": 50 } } } } } }""", """ "Weights":{"v1":90,"v2":50} """)]
    [InlineData("""{ "Services": { "reviews": { "Routes": { "default": { "Weights": { "v2": null } } } } } }""", """ "Weights":{"v1":90} """)]
    [InlineData("""{ "Services": { "REVIEWS": { "routes": { "DEFAULT": { "timeout": "00:00:01" } } } } }""", """ "Timeout":"00:00:01" """)]
    [InlineData("""{ "Services": { "reviews": { "Routes": { "default": { "Enabled": false } } } } }""", """ "Enabled":false """)]
    [InlineData("""{ "Services": { "reviews": { "Hosts": [ "other" ] } } }""", """ "Hosts":["other"] """)]
    [InlineData("""{ "Services": { "reviews": { "Routes": { "default": { "RequestHeaders": { "Set": { "x-b": "2" } } } } } } }""", """ "Set":{"x-a":"1","x-b":"2"} """)]
    [InlineData("""{ "Services": { "reviews": { "Routes": { "default": { "Weights": null, "DirectResponse": { "Status": 503 } } } } } }""", """ "DirectResponse":{"Status":503} """)]
    [InlineData("""{ "Backends": { "v2": { "Endpoints": { "a": { "Weight": 7 } } } } }""", """ "a":{"Address":"http://a","Weight":7} """)]
    [InlineData("""{ "Backends": { "v1": { "Address": "http://elsewhere" } } }""", """ "Address":"http://elsewhere" """)]
    [InlineData("""{ "Backends": { "v2": { "Address": "http://whole" } } }""", """v2{"Address":"http://whole"}""")]
    [InlineData("""{ "Backends": { "v1": { "Endpoints": { "c": { "Address": "http://c" } } } } }""", """v1{"Endpoints":{"c":{"Address":"http://c"}}}""")]
    [InlineData("""{ "Mirroring": { "QueueCapacity": 3 } }""", """{"QueueCapacity":3}""")]
    public void Key_OfTheSection_ChangesJustWhatItNames(string section, string expected)
    {
        var load = Load(section);

        Assert.Empty(load.Errors);
        Assert.Contains(expected.Trim(), SourceModel.Show(load.Options), StringComparison.Ordinal);
    }

    [Fact]
    public void Null_OverTheOnlyTimeout_TakesItOut() =>
        Assert.DoesNotContain("Timeout", SourceModel.Show(Load("""{ "Services": { "reviews": { "Routes": { "default": { "Timeout": null } } } } }""").Options), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "Services": { "reviews": null } }""")]
    [InlineData("""{ "Services": { "reviews": { "Routes": { "testers": null } } } }""")]
    public void Null_OverAnEntry_TakesItOut(string section)
    {
        var load = Load(section);

        Assert.Empty(load.Errors);
        Assert.DoesNotContain("testers", SourceModel.Show(load.Options), StringComparison.Ordinal);
    }

    [Fact]
    public void Null_OverNothing_IsAWarning()
    {
        var load = Load("""{ "Services": { "gone": null } }""");

        Assert.Contains(load.Findings, f => f is { Severity: FindingSeverity.Warning, Path: "TrafficRouting:Services:gone" });
        Assert.True(load.IsValid);
    }

    [Fact]
    public void Section_OverASource_LeavesTheSourcesObjectsAlone()
    {
        var before = SourceModel.Show(_document.Current.Options);

        var load = Load("""{ "Services": { "reviews": { "Routes": { "default": { "Weights": { "v2": 50 } } } } } }""");

        Assert.Equal(before, SourceModel.Show(_document.Current.Options));
        Assert.Same(_document.Current.Options.Services["reviews"].Routes["testers"], load.Options.Services["reviews"].Routes["testers"]);
        Assert.Same(_document.Current.Options.Backends["v1"], load.Options.Backends["v1"]);
    }

    [Theory]
    [InlineData("""{ "Services": { "reviews": { "Routes": { "defualt": { "Weights": { "v2": 50 } } } } } }""", "TrafficRouting:Services:reviews:Routes:defualt", "Did you mean 'default'?")]
    [InlineData("""{ "Routes": {} }""", "TrafficRouting:Routes", "Routes belong to a service")]
    [InlineData("""{ "Rollouts": { "reviews": {} } }""", "TrafficRouting:Rollouts", "Call AddRollouts() on what AddTrafficRouting returns")]
    [InlineData("""{ "Services": "reviews" }""", "TrafficRouting:Services", "an object keyed by name")]
    [InlineData("""{ "TrafficRouting": { "Services": {} } }""", "TrafficRouting", "Pass configuration.GetSection(\"TrafficRouting:TrafficRouting\")")]
    public void Mistake_OfTheSection_SaysWhatToWrite(string section, string path, string message)
    {
        var error = Assert.Single(Load(section).Errors);

        Assert.Equal(path, error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Route_UnlikeTheSourcesOnes_IsAdded() =>
        Assert.Empty(Load("""{ "Services": { "reviews": { "Routes": { "everything-else": { "Order": 9, "Matches": [ { "Path": "/x" } ], "Weights": { "v1": 1 } } } } } }""").Errors);

    [Fact]
    public void Section_ThatIsMissing_IsAnErrorOnlyWhenNoSourceGivesAnything()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("TraficRouting:Backends:v1:Address", "http://v1")]).Build();
        Assert.True(Load(configuration.GetSection("TrafficRouting"), _document).IsValid);

        var error = Assert.Single(Load(configuration.GetSection("TrafficRouting")).Errors);

        Assert.Equal("The configuration has no section 'TrafficRouting'. Did you mean 'TraficRouting'?", error.Message);
    }

    [Fact]
    public void Sources_WithTheSameName_AreReplacedWholeByTheHigherOne()
    {
        var second = new TestSource("cluster", SourceModel.Options("""{ "TrafficRouting": { "Backends": { "V1": { "Address": "http://cluster" } } } }"""));

        var load = Load(Section("{}"), _document, second);

        Assert.Equal("http://cluster", load.Options.Backends["v1"].Address);
        var finding = Assert.Single(load.Findings, f => f.Severity is FindingSeverity.Information);
        Assert.Equal(("TrafficRouting:Backends:V1", "cluster replaces what routing.yaml has under this name."), (finding.Path, finding.Message));
    }

    [Fact]
    public void Finding_AboutASourcesEntry_NamesItsFileUnlessTheSectionWroteIt()
    {
        var options = SourceModel.Options(Document);
        var route = options.Services["reviews"].Routes["default"];
        route.TimeoutStatus = 999;
        var source = new TestSource("routing.yaml", new());
        source.Set(new RoutingSnapshot(options, [], new Dictionary<object, SourceLocation>(ReferenceEqualityComparer.Instance) { [route] = new("routing.yaml", 7, 3) }));

        var ofSource = Assert.Single(Load(Section("{}"), source).Errors);
        var ofSection = Assert.Single(Load(Section("""{ "TrafficRouting": { "Services": { "reviews": { "Routes": { "default": { "TimeoutStatus": 1000 } } } } } }"""), source).Errors);

        Assert.Equal("routing.yaml:7:3", ofSource.Location.ToString());
        Assert.Null(ofSection.Location);
        Assert.Equal(ofSource.Path, ofSection.Path);
    }

    private RoutingLoad Load(string section) => Load(Section($$"""{ "TrafficRouting": {{section}} }"""), _document);

    private static RoutingLoad Load(IConfigurationSection section, params RoutingSource[] sources) =>
        new RoutingConfiguration(sources, new(section, TimeProvider.System)).Load()!;

    private static IConfigurationSection Section(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build().GetSection("TrafficRouting");
}
