using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Configuration;

namespace TrafficRouting.Tests.Configuration;

/// <summary>Options are the same whichever way they are given.</summary>
public sealed class RoundTripTests
{
    [Property]
    public Property Read_OptionsWrittenAsKeys_GivesThemBack() => Prop.ForAll(RandomOptions.Valid.ToArbitrary(), options =>
    {
        var read = TrafficRoutingOptionsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(OptionsTree.ToKeys(options)).Build().GetSection("TrafficRouting"));
        AssertGood(options, read);
    });

    [Property(MaxTest = 100)]
    public Property Read_OptionsWrittenAsJson_GivesThemBack() => Prop.ForAll(
        RandomOptions.Valid.ToArbitrary(),
        options =>
        {
            AssertGood(options, Settings.Load(OptionsTree.ToJson(options)));
        });

    [Property]
    public Property Inspect_ValidOptions_FindsNoErrorAndTheyCompile() => Prop.ForAll(RandomOptions.Valid.ToArbitrary(), options =>
    {
        Assert.DoesNotContain(TrafficRoutingOptionsValidator.Inspect(options), finding => finding.Severity is FindingSeverity.Error);
        RouteTable.Compile(options);
    });

    [Fact]
    public void Read_EnvironmentVariables_GivesTheOptions()
    {
        const string prefix = "TRAFFIC_ROUTING_TESTS_";
        var options = new TrafficRoutingOptions()
            .AddBackend("v1", "http://v1")
            .AddService("s", service => service.AddHost("s").AddRoute("r", route => route.AddMatch(m => m.WithMethod("GET")).SendTo("v1", 95)));
        var keys = OptionsTree.ToKeys(options, "__").Where(pair => !string.IsNullOrEmpty(pair.Value)).ToList();
        try
        {
            foreach (var (key, value) in keys)
                Environment.SetEnvironmentVariable(prefix + key, value);
            OptionsTree.AssertEqual(options, Settings.Read(new ConfigurationBuilder().AddEnvironmentVariables(prefix).Build()));
        }
        finally
        {
            foreach (var (key, _) in keys)
                Environment.SetEnvironmentVariable(prefix + key, null);
        }
    }

    private static void AssertGood(TrafficRoutingOptions options, RoutingSnapshot read)
    {
        Assert.DoesNotContain(read.Findings, finding => finding.Severity is FindingSeverity.Error);
        OptionsTree.AssertEqual(options, read.Options);
    }
}
