namespace TrafficRouting.Tests.Configuration;

/// <summary>Later configuration sources over earlier ones, as appsettings.Production.json lies over appsettings.json.</summary>
public sealed class LayeringTests
{
    private const string Base = """
        { "TrafficRouting": {
            "Backends": { "v1": { "Address": "http://v1" }, "v2": { "Address": "http://v2" } },
            "Services": { "s": { "Hosts": [ "s", "s.example" ], "Routes": {
                "testers": { "Order": -1, "Matches": [ { "Method": "GET" } ], "Weights": { "v2": 1 } },
                "default": { "Weights": { "v1": 95, "v2": 5 } } } } } } }
        """;

    [Fact]
    public void Read_OneWeightOverridden_KeepsTheOthers()
    {
        var options = Settings.ReadValid(Base, Routes("""{ "default": { "Weights": { "v2": 50 } } }"""));

        Assert.Equal([new("v1", 95), new("v2", 50)], options.Services["s"].Routes["default"].Weights);
        Assert.Equal(2, options.Services["s"].Routes.Count);
    }

    [Fact]
    public void Read_KeysInOtherCase_MeanTheSame()
    {
        var options = Settings.ReadValid(Base, Routes("""{ "DEFAULT": { "weights": { "V2": 50 } } }"""));

        Assert.Equal(50, options.Services["S"].Routes["Default"].Weights["v2"]);
    }

    [Fact]
    public void Read_WeightSetToNull_TakesItOut()
    {
        var options = Settings.ReadValid(Base, Routes("""{ "default": { "Weights": { "v2": null } } }"""));

        Assert.Equal([new("v1", 95)], options.Services["s"].Routes["default"].Weights);
    }

    [Fact]
    public void Read_RouteSwitchedOff_KeepsItButDisabled()
    {
        var options = Settings.ReadValid(Base, Routes("""{ "testers": { "Enabled": false } }"""));

        Assert.False(options.Services["s"].Routes["testers"].Enabled);
    }

    [Fact]
    public void Inspect_ClashingRouteSwitchedOff_FindsNothing()
    {
        var options = Settings.ReadValid(Base, Routes("""{ "all": { "Enabled": false, "Weights": { "v2": 1 } } }"""));

        Assert.Equal(3, options.Services["s"].Routes.Count);
    }

    [Fact]
    public void Inspect_DisabledRouteOfWrongShape_IsStillReported()
    {
        var options = Settings.Read(Base, Routes("""{ "all": { "Enabled": false, "Weights": { "v3": 1 } } }"""));

        Assert.Equal("TrafficRouting:Services:s:Routes:all:Weights:v3", Assert.Single(TrafficRoutingOptionsValidator.Inspect(options)).Path);
    }

    [Fact]
    public void Inspect_SameHostInADisabledService_FindsNothing() => Settings.ReadValid(
        Base,
        """{ "TrafficRouting": { "Services": { "old": { "Enabled": false, "Hosts": [ "s" ], "Routes": { "r": { "Weights": { "v1": 1 } } } } } } }""");

    [Fact]
    public void Read_PlainValueUnderAnObject_SaysThatShapesDiffer()
    {
        var error = Assert.Single(Settings.Load(Base, Routes("""{ "testers": { "Matches": [ { "Method": { "Prefix": "G" } } ] } }""")).Findings);
        Assert.Equal("TrafficRouting:Services:s:Routes:testers:Matches:0:Method", error.Path);
        Assert.Contains("one of the configuration providers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ListsAsMaps_AreOrderedByKeyAndNumbersByValue()
    {
        var options = Settings.Read("""
            { "TrafficRouting": { "Services": { "s": { "Hosts": { "10": "c", "9": "b", "1": "a", "x": "d" } } } } }
            """);

        Assert.Equal(["a", "b", "c", "d"], options.Services["s"].Hosts);
    }

    [Fact]
    public void Read_OverOptionsWrittenInCode_MergesMapsAndReplacesLists()
    {
        var options = new TrafficRoutingOptions()
            .AddBackend("v0", "http://v0")
            .AddService("s", service => service.AddHost("elsewhere").AddRoute("default", route => route.WithOrder(7)));
        options = (TrafficRoutingOptions)TrafficRoutingOptions.Shape.Read(SectionTree.Of(Settings.Section(Base)), options, [])!;

        Assert.Equal(["v0", "v1", "v2"], options.Backends.Keys);
        Assert.Equal(["s", "s.example"], options.Services["s"].Hosts);
        Assert.Equal(7, options.Services["s"].Routes["default"].Order);
    }

    private static string Routes(string json) => $$"""{ "TrafficRouting": { "Services": { "s": { "Routes": {{json}} } } } }""";
}
