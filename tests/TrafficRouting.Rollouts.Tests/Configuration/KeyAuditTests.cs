using System.Text.RegularExpressions;
using TrafficRouting.TestKit;

namespace TrafficRouting.Rollouts.Tests.Configuration;

/// <summary>No key of the section without a test of what it does, beside those of how it is read, written and described.</summary>
public sealed class KeyAuditTests
{
    [Fact]
    public void Keys_OfEveryObject_AreNamedByTestsOfWhatTheyDo()
    {
        var tests = string.Join('\n', Directory.EnumerateFiles(DocSnippets.Locate("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Regex.IsMatch(file, @"[/\\](obj|Configuration|Docs|TrafficRouting\.TestKit|TrafficRouting\.Manifests\.Tests)[/\\]"))
            .Select(File.ReadAllText));

        Assert.Empty(ShapeWalk.All(TrafficRoutingOptions.Shape, RolloutsOptions.Shape)
            .SelectMany(shape => shape.Keys.Where(key => !IsNamed(key.Name)).Select(key => $"{shape.Name}: {key.Name}")));

        // As a property that is set or read, or as a key of JSON.
        bool IsNamed(string key) => Regex.IsMatch(tests, "[.{(, \"]" + key + "( =|[.,)\\[\"])");
    }
}
