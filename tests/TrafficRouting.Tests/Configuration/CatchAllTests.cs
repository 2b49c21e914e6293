namespace TrafficRouting.Tests.Configuration;

/// <summary>Which matches plainly take every request, so that what comes after them is never reached.</summary>
public sealed class CatchAllTests
{
    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{ "Path": { "Prefix": "/" } }""")]
    [InlineData("""{ "Path": { "PathPrefix": "/" } }""")]
    [InlineData("""{ "Path": { "Prefix": "" } }""")]
    [InlineData("""{ "Path": { "Suffix": "" } }""")]
    [InlineData("""{ "Path": { "Contains": "" } }""")]
    [InlineData("""{ "Path": { "Regex": ".*" } }""")]
    [InlineData("""{ "Path": { "Present": true } }""")]
    [InlineData("""{ "AllOf": [ {}, { "Path": { "PathPrefix": "/" } } ] }""")]
    [InlineData("""{ "AnyOf": [ { "Method": "GET" }, {} ] }""")]
    public void Match_TakingEveryRequest_HidesWhatComesAfter(string match) =>
        Assert.Equal("TrafficRouting:Services:s:Routes:later: Never reached: the route 'r' matches every request before it. Give it an Order below 0.", Assert.Single(Around(match)).ToString());

    [Theory]
    [InlineData("""{ "Method": "GET" }""")]
    [InlineData("""{ "Scheme": "http" }""")]
    [InlineData("""{ "Host": "s" }""")]
    [InlineData("""{ "Port": 80 }""")]
    [InlineData("""{ "Headers": { "a": { "Present": true } } }""")]
    [InlineData("""{ "Query": { "a": { "Present": true } } }""")]
    [InlineData("""{ "Cookies": { "a": { "Present": true } } }""")]
    [InlineData("""{ "Properties": { "a": { "Present": true } } }""")]
    [InlineData("""{ "Baggage": { "a": { "Present": true } } }""")]
    [InlineData("""{ "Path": "/" }""")]
    [InlineData("""{ "Path": { "Prefix": "/", "Not": true } }""")]
    [InlineData("""{ "Path": { "Prefix": "/", "Suffix": "a" } }""")]
    [InlineData("""{ "Path": { "Prefix": "/", "Contains": "a" } }""")]
    [InlineData("""{ "Path": { "Prefix": "/", "Regex": "/a" } }""")]
    [InlineData("""{ "Path": { "Prefix": "/", "In": [ "/a" ] } }""")]
    [InlineData("""{ "Path": { "Prefix": "/", "GreaterThan": 1 } }""")]
    [InlineData("""{ "Path": { "Prefix": "/", "LessThan": 1 } }""")]
    [InlineData("""{ "Path": { "Prefix": "/", "PathPrefix": "/a" } }""")]
    [InlineData("""{ "Path": { "Prefix": "/a", "PathPrefix": "/" } }""")]
    [InlineData("""{ "Path": { "Present": false } }""")]
    [InlineData("""{ "AllOf": [ {}, { "Method": "GET" } ] }""")]
    [InlineData("""{ "AnyOf": [ { "Method": "GET" }, { "Method": "PUT" } ] }""")]
    [InlineData("""{ "NoneOf": [ { "Method": "GET" } ] }""")]
    public void Match_LeavingSomeRequests_HidesNothing(string match) => Assert.Empty(Around(match));

    [Fact]
    public void Routes_WrittenInAnyOrder_AreHiddenByTheFirstCatchAllThatIsAsked()
    {
        // Read in the order of their names.
        var findings = Scaffold.Findings(Part.Service, """
            { "Hosts": [ "s" ], "Routes": {
              "a": { "Order": 5, "Weights": { "b": 1 } }, "b": { "Order": 9, "Matches": [ { "Method": "GET" } ], "Weights": { "c": 1 } },
              "c": { "Order": 1, "Weights": { "c": 1 } }, "d": { "Matches": [ { "Method": "PUT" } ], "Weights": { "c": 1 } } } }
            """);

        Assert.Equal(["a", "b"], findings.Select(f => f.Path["TrafficRouting:Services:s:Routes:".Length..]).Order(StringComparer.Ordinal));
        Assert.All(findings, f => Assert.Equal("Never reached: the route 'c' matches every request before it. Give it an Order below 1.", f.Message));
    }

    [Fact]
    public void Routes_SwitchedOff_HideNothingAndAreNotHidden() =>
        Assert.Empty(Scaffold.Findings(Part.Service, """
            { "Hosts": [ "s" ], "Routes": {
              "off": { "Enabled": false, "Weights": { "b": 1 } }, "on": { "Order": 1, "Weights": { "c": 1 } }, "later": { "Order": 2, "Enabled": false, "Weights": { "c": 1 } } } }
            """));

    private static IReadOnlyList<Finding> Around(string match) => Scaffold.Findings(Part.Service, $$"""
        { "Hosts": [ "s" ], "Routes": {
          "r": { "Matches": [ {{match}} ], "Weights": { "b": 1 } },
          "later": { "Order": 1, "Matches": [ { "Headers": { "later": "1" } } ], "Weights": { "c": 1 } } } }
        """);
}
