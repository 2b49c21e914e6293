using System.Text.Json.Nodes;
using FsCheck.Xunit;
using TrafficRouting.TestKit;

namespace TrafficRouting.Rollouts.Tests.Configuration;

/// <summary>The tables of the whole section, and what is written from them: the packed schema and the docs' tables.</summary>
public sealed class SectionTablesTests
{
    private static readonly ObjectShape[] Parts = [TrafficRoutingOptions.Shape, RolloutsOptions.Shape];

    private static readonly string[] Pages = ["docs/configuration.md", "docs/matching.md", "docs/context.md", "docs/mirroring.md", "docs/rollouts.md"];

    [Fact]
    public void Schema_ThatIsPacked_IsWrittenFromTheTables() => GeneratedFile.IsCurrent(SettingsSchema.File, SchemaWriter.Write("TrafficRouting", Parts));

    [Fact]
    public void Docs_TablesOfKeys_AreWrittenFromTheTables() => Assert.All(Pages, page => KeyTables.AreCurrent(page, ShapeWalk.All(Parts)));

    [Fact]
    public void Docs_EveryObject_HasItsKeysOnOnePage() =>
        Assert.Equal(ShapeWalk.All(Parts).Select(shape => shape.Name).Order(StringComparer.Ordinal), Pages.SelectMany(KeyTables.On).Append("rollouts").Order(StringComparer.Ordinal));

    [Property]
    public void Settings_RightInShapeAndRange_AreAcceptedByReaderAndSchema(int seed)
    {
        var settings = new SettingsGenerator(new(seed)).Section(Parts);

        Assert.Empty(Read(settings));
        Assert.Empty(SettingsSchema.Packed.Errors(settings.ToJsonString()));
    }

    [Property]
    public void Settings_WithOneThingWrong_AreRejectedByReaderAndSchema(int seed)
    {
        var generator = new SettingsGenerator(new(seed));
        var settings = generator.Section(Parts);
        if (generator.Spoil() is not { } wrong)
            return;

        Assert.True(Read(settings).Count > 0, $"The reader accepts {wrong}.");
        Assert.True(SettingsSchema.Packed.Errors(settings.ToJsonString()).Count > 0, $"The schema accepts {wrong}.");
    }

    [Property]
    public void Write_RandomRollouts_AreReadBack(int seed) => ShapeLaws.WritesWhatItReads(RolloutOptions.Shape, seed);

    [Property]
    public void Clone_RandomRollouts_SharesNothing(int seed) => ShapeLaws.Clones(RolloutOptions.Shape, seed);

    [Property]
    public void Read_OverRandomRollouts_ChangesNothingThatIsGiven(int seed) => ShapeLaws.ReadsByCopyOnWrite(RolloutOptions.Shape, seed);

    [Fact]
    public void Keys_EveryPublicProperty_HasALine() => Assert.All(
        ShapeWalk.All(RolloutOptions.Shape),
        shape => Assert.Equal(PublicProperties.Of(shape.Create().GetType()).Select(p => p.Name).Order(StringComparer.Ordinal), shape.Keys.Select(k => k.Name).Order(StringComparer.Ordinal)));

    [Fact]
    public void Read_OverAnAnalysisWrittenInCode_KeepsWhatOnlyCodeSets()
    {
        var given = new RolloutOptions { Analysis = { IsFailure = attempt => attempt.StatusCode is 418 } };

        var read = (RolloutOptions)RolloutOptions.Shape.Read(ShapeLaws.Node(new JsonObject { ["Analysis"] = new JsonObject { ["MinRequests"] = 7 } }), given, [])!;

        Assert.Equal([":Analysis:MinRequests"], PublicProperties.Differences(given, read));
        Assert.Same(given.Analysis.IsFailure, read.Analysis.IsFailure);
    }

    // What a reader finds, and what is out of range.
    private static List<Finding> Read(JsonNode settings)
    {
        var findings = new List<Finding>();
        var node = ShapeLaws.Node(settings["TrafficRouting"]!.DeepClone());
        foreach (var part in Parts)
        {
            var own = node.Children.Where(child => part == Parts[0] ^ child.Key is "Rollouts").ToList();
            var value = part.Read(new(node.Key, node.Path, node.Value, own), existing: null, findings)!;
            var found = new OwnFindings();
            part.Check(Scope.Root("TrafficRouting", found), value);
            found.AddTo(findings);
        }

        return findings;
    }
}
