using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Configuration;

public sealed class SchemaTests
{
    private static readonly SettingsSchema Schema = SettingsSchema.Packed;

    [Property(MaxTest = 100)]
    public Property Schema_ValidOptions_AreAccepted() => Prop.ForAll(
        RandomOptions.Valid.ToArbitrary(),
        options => Assert.Empty(Schema.Errors(OptionsTree.ToJson(options))));

    [Theory]
    [InlineData("samples/CanaryRollout/routing.json")]
    [InlineData("samples/ShadowMirroring/routing.json")]
    [InlineData("samples/AutomatedCanary/rollout.json")]
    [InlineData("samples/UnitTesting/appsettings.json")]
    public void Schema_SettingsOfASample_AreAccepted(string file) =>
        Assert.Empty(Schema.Errors(File.ReadAllText(DocSnippets.Locate(file))));

    [Theory]
    [InlineData(Part.Section, """{ "Backend": {} }""")]
    [InlineData(Part.Section, """{ "Backends": "b" }""")]
    [InlineData(Part.Backend, """{ "Adress": "http://b" }""")]
    [InlineData(Part.Backend, """{ "Address": "/b" }""")]
    [InlineData(Part.Backend, """{ "Address": "ftp://b" }""")]
    [InlineData(Part.Backend, """{ "Address": { "Url": "http://b" } }""")]
    [InlineData(Part.Backend, """{ "Address": "http://b/?key=1" }""")]
    [InlineData(Part.Backend, """{ "Address": "http://me:secret@b" }""")]
    [InlineData(Part.Backend, """{ "Endpoints": { "a b": { "Address": "http://b" } } }""")]
    [InlineData(Part.Backend, """{ "Address": "http://b", "PreserveHost": "yes" }""")]
    [InlineData(Part.Backend, """{ "DirectResponse": { "Status": 101 } }""")]
    [InlineData(Part.Backend, """{ "Address": "http://b", "RequestHeaders": { "Set": { "a b": "1" } } }""")]
    [InlineData(Part.Backend, """{ "Address": "http://b", "RequestHeaders": { "Remove": "x" } }""")]
    [InlineData(Part.Service, """{ "Hosts": "s", "Routes": { "r": { "Weights": { "b": 1 } } } }""")]
    [InlineData(Part.Service, """{ "Hosts": [ "http://s" ], "Routes": { "r": { "Weights": { "b": 1 } } } }""")]
    [InlineData(Part.Service, """{ "Hosts": [ "s" ], "Unmatched": "404", "Routes": { "r": { "Weights": { "b": 1 } } } }""")]
    [InlineData(Part.Route, """{ "Weights": { "b": -5 } }""")]
    [InlineData(Part.Route, """{ "Weights": { "b": 1000001 } }""")]
    [InlineData(Part.Route, """{ "Weights": { "b": 0.5 } }""")]
    [InlineData(Part.Route, """{ "Weights": { "b": { "Weight": 5 } } }""")]
    [InlineData(Part.Route, """{ "Weights": { "b": 1 }, "Order": "first" }""")]
    [InlineData(Part.Route, """{ "Weights": { "b": 1 }, "Timeout": 5 }""")]
    [InlineData(Part.Route, """{ "Weights": { "b": 1 }, "Timeout": "5s" }""")]
    [InlineData(Part.Route, """{ "Weights": { "b": 1 }, "Matches": [ "GET" ] }""")]
    [InlineData(Part.Route, """{ "Weights": { "b": 1 }, "Rewrite": { "Path": "v2" } }""")]
    [InlineData(Part.Route, """{ "Redirect": { "Status": 200, "Path": "/" } }""")]
    [InlineData(Part.Match, """{ "Path": { "Exact": "x" } }""")]
    [InlineData(Part.Match, """{ "Path": "x" }""")]
    [InlineData(Part.Match, """{ "Method": { "PathPrefix": "/" } }""")]
    [InlineData(Part.Match, """{ "Port": 65536 }""")]
    [InlineData(Part.Match, """{ "AnyOf": [ { "NoneOf": { "x": { "Path": { "Exact": "y" } } } } ] }""")]
    [InlineData(Part.Mirror, """{ "Percentage": 100.1 }""")]
    [InlineData(Part.Mirror, """{ "Weight": 10 }""")]
    [InlineData(Part.Mirroring, """{ "QueueCapacity": 0 }""")]
    [InlineData(Part.Mirroring, """{ "Dispatch": "Now" }""")]
    public void Schema_WrongShape_IsRejectedAsTheValidatorDoes(Part part, string json)
    {
        Assert.NotEmpty(Schema.Errors(Scaffold.Around(part, json)));
        Assert.Contains(Scaffold.Findings(part, json), finding => finding.Severity is FindingSeverity.Error);
    }
}
