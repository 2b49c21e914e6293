using FsCheck.Xunit;
using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Configuration;

/// <summary>The tables of the routing options.</summary>
public sealed class ShapeTests
{
    [Property]
    public void Write_RandomOptions_AreReadBack(int seed) => ShapeLaws.WritesWhatItReads(TrafficRoutingOptions.Shape, seed);

    [Property]
    public void Clone_RandomOptions_SharesNothing(int seed) => ShapeLaws.Clones(TrafficRoutingOptions.Shape, seed);

    [Property]
    public void Read_OverRandomOptions_ChangesNothingThatIsGiven(int seed) => ShapeLaws.ReadsByCopyOnWrite(TrafficRoutingOptions.Shape, seed);

    [Fact]
    public void Keys_EveryPublicProperty_HasALine() => Assert.All(
        ShapeWalk.All(TrafficRoutingOptions.Shape),
        shape => Assert.Equal(PublicProperties.Of(shape.Create().GetType()).Select(p => p.Name).Order(StringComparer.Ordinal), shape.Keys.Select(k => k.Name).Order(StringComparer.Ordinal)));

    [Fact]
    public void Read_OneWeight_KeepsEverythingElse()
    {
        var given = Settings.Read("""
            { "TrafficRouting": {
                "Backends": { "a": { "Address": "http://a" }, "b": { "Address": "http://b" } },
                "Services": {
                  "s": { "Hosts": [ "s" ], "Routes": { "r": { "Weights": { "a": 1, "b": 0 }, "Matches": [ { "Method": "GET" } ] }, "q": { "Weights": { "a": 1 } } } },
                  "t": { "Hosts": [ "t" ], "Routes": { "r": { "Weights": { "b": 1 } } } } } } }
            """);
        var over = Settings.Section("""{ "TrafficRouting": { "Services": { "s": { "Routes": { "R": { "Weights": { "B": 5 } } } } } } }""");

        var read = (TrafficRoutingOptions)TrafficRoutingOptions.Shape.Read(SectionTree.Of(over), given, [])!;

        Assert.Equal([":Services:s:Routes:r:Weights:b"], PublicProperties.Differences(given, read));
        Assert.Equal(
            [":Backends:a", ":Backends:b", ":Mirroring", ":Services:s:Routes:q", ":Services:s:Routes:r:Matches:0", ":Services:t"],
            PublicProperties.Shared(given, read).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{ "Backends": { "b": { "Address": "http://c" } } }""", ":Backends:b:Address :Backends:b:Endpoints:e")]
    [InlineData("""{ "Backends": { "b": { "Endpoints": { "e": { "Weight": 5 } } } } }""", ":Backends:b:Endpoints:e:Weight")]
    [InlineData("""{ "Backends": { "b": { "Endpoints": { "e": null, "f": { "Address": "http://f" } } } } }""", ":Backends:b:Endpoints:e :Backends:b:Endpoints:f")]
    [InlineData("""{ "Backends": { "b": { "DirectResponse": { "Status": 503 } } } }""", ":Backends:b:Endpoints:e :Backends:b:DirectResponse")]
    [InlineData("""{ "Backends": { "b": null } }""", ":Backends:b")]
    [InlineData("""{ "Backends": { "c": { "Address": "http://c" } } }""", ":Backends:c")]
    [InlineData("""{ "Services": { "s": { "Hosts": [ "t" ] } } }""", ":Services:s:Hosts")]
    [InlineData("""{ "Services": { "s": { "Hosts": [ "s", "u" ] } } }""", "")]
    [InlineData("""{ "Services": { "s": { "Hosts": null, "Enabled": false, "Unmatched": null } } }""", ":Services:s:Enabled :Services:s:Hosts :Services:s:Unmatched")]
    [InlineData("""{ "Services": { "s": { "Routes": { "r": { "Timeout": null, "Weights": { "b": null, "c": 1 }, "Sticky": null } } } } }""", ":Services:s:Routes:r:Weights:b :Services:s:Routes:r:Weights:c :Services:s:Routes:r:Sticky :Services:s:Routes:r:Timeout")]
    [InlineData("""{ "Services": { "s": { "Routes": { "r": { "Redirect": { "Path": "/" } } } } } }""", ":Services:s:Routes:r:Weights:b :Services:s:Routes:r:Redirect")]
    [InlineData("""{ "Services": { "s": { "Routes": { "r": { "Sticky": { "Cookie": "c" } } } } } }""", ":Services:s:Routes:r:Sticky:Header :Services:s:Routes:r:Sticky:Cookie")]
    [InlineData("""{ "Services": { "s": { "Routes": { "r": { "Matches": [ { "Method": "GET" } ] } } } } }""", ":Services:s:Routes:r:Matches")]
    [InlineData("""{ "Services": {}, "Backends": {}, "Mirroring": {} }""", "")]
    public void Read_OverWhatASourceGave_ChangesWhatIsWritten(string over, string differences)
    {
        var given = Settings.Read("""
            { "TrafficRouting": {
                "Backends": { "b": { "Endpoints": { "e": { "Address": "http://e" } } } },
                "Services": { "s": { "Hosts": [ "s", "u" ], "Unmatched": "NotFound", "Routes": { "r": { "Weights": { "b": 1 }, "Timeout": "00:00:05", "Sticky": { "Header": "h" } } } } } } }
            """);

        var read = TrafficRoutingOptions.Shape.Read(SectionTree.Of(Settings.Section($$"""{ "TrafficRouting": {{over}} }""")), given, []);

        Assert.Equal(differences.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), PublicProperties.Differences(given, read).Order(StringComparer.Ordinal));
        Assert.Equal(differences.Length == 0, ReferenceEquals(given, read));
    }
}
