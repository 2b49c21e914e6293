using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Configuration;

namespace TrafficRouting.Manifests.Tests.Writing;

public sealed class OptionsWriterTests
{
    [Property(MaxTest = 60)]
    public Property Write_AnyOptions_IsReadBackAsTheSame() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).Select(seed => new RandomOptions(seed).Make()).ToArbitrary(), options =>
        {
            var written = Write(options);
            var read = new TrafficRoutingOptions();
            TrafficRoutingOptionsReader.Read(
                new ConfigurationBuilder().AddInMemoryCollection(written).Build().GetSection("TrafficRouting"), read);

            Assert.Empty(read.Diagnostics);
            Assert.Equal(written.OrderBy(w => w.Key, StringComparer.Ordinal), Write(read).OrderBy(w => w.Key, StringComparer.Ordinal));
        });

    [Fact]
    public void Write_QueryNamesThatKeysCannotHold_StandBesideTheCondition()
    {
        var options = new TrafficRoutingOptions();
        var match = new MatchOptions { Query = { ["a"] = new() { Exact = "1" }, ["A"] = new() { Exact = "2" }, ["x:y"] = new() { Exact = "3" }, [""] = new() { Exact = "4" } } };
        options.Services["s"] = new() { Routes = { ["r"] = new() { Matches = { match } } } };

        var names = Write(options).Where(w => w.Key.EndsWith(":Name", StringComparison.Ordinal)).Select(w => w.Value);

        Assert.Equal(["", "A", "x:y"], names.Order(StringComparer.Ordinal));
    }

    private static Dictionary<string, string?> Write(TrafficRoutingOptions options)
    {
        var data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        OptionsWriter.Write(options, new SectionWriter(data, "TrafficRouting"));
        return data;
    }
}
