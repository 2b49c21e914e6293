using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Ini;
using Microsoft.Extensions.Configuration.Xml;
using TrafficRouting.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Sources;

/// <summary>Each file of the section keeps its own last good keys while it is broken.</summary>
public sealed class BrokenFileTests
{
    private const string Good = """{ "TrafficRouting": { "Backends": { "v1": { "Address": "http://v1" } } } }""";
    private const string Production = """{ "TrafficRouting": { "Backends": { "v1": { "Address": "http://production" } } } }""";

    private readonly FakeClock _clock = new();
    private readonly EditableFiles _files = new() { ["appsettings.json"] = Good, ["appsettings.Production.json"] = Production };
    private readonly RoutingSection _section;

    public BrokenFileTests()
    {
        var builder = new ConfigurationBuilder();
        _files.AddTo(builder, "appsettings.json");
        _files.AddTo(builder, "appsettings.Production.json", optional: true);
        _section = new(builder.Build().GetSection("TrafficRouting"), _clock);
        _section.Refresh();
    }

    [Theory]
    [InlineData("", "The file appsettings.Production.json is empty or cannot be parsed (line 1). Its last good keys stay in force. Fix the file.")]
    [InlineData("{ \"TrafficRouting\":\n {", "The file appsettings.Production.json is empty or cannot be parsed (line 2). Its last good keys stay in force. Fix the file.")]
    [InlineData("{}", "The file appsettings.Production.json is empty or cannot be parsed. Its last good keys stay in force. Fix the file.")]
    public void File_ThatCannotBeRead_KeepsItsKeysWhileTheOthersMoveOn(string broken, string message)
    {
        _files["appsettings.Production.json"] = broken;
        _files["appsettings.json"] = """{ "TrafficRouting": { "Backends": { "v1": { "PreserveHost": true } } } }""";

        Assert.True(_section.Refresh());

        Assert.Equal(("http://production", "True"), (Key("Address"), Key("PreserveHost")));
        var finding = Assert.Single(_section.Findings);
        Assert.Equal((FindingSeverity.Error, "TrafficRouting", message), (finding.Severity, finding.Path, finding.Message));

        _files["appsettings.Production.json"] = """{ "TrafficRouting": { "Backends": { "v1": { "Address": "http://fixed" } } } }""";
        Assert.True(_section.Refresh());

        Assert.Equal("http://fixed", Key("Address"));
        Assert.Empty(_section.Findings);
    }

    [Fact]
    public void File_ThatEmptiesItselfWithoutAToken_IsDue()
    {
        Assert.False(_section.IsDue);

        _files["appsettings.Production.json"] = "{";

        Assert.True(_section.IsDue);
        _section.Refresh();
        Assert.False(_section.IsDue);
    }

    [Fact]
    public void File_RequiredAndGone_IsBroken()
    {
        _files["appsettings.json"] = null;
        for (var i = 0; i < 3; i++)
        {
            _section.Refresh();
            _clock.Advance(RoutingSection.Interval);
        }

        Assert.Equal("The file appsettings.json is gone and is not optional. Its last good keys stay in force. Put it back.", Assert.Single(_section.Findings).Message);
        Assert.NotEqual(0, _section.Keys.Providers[0].Keys.Count);
    }

    [Fact]
    public void File_OptionalAndGoneForTwoLooks_WasTakenAwayOnPurpose()
    {
        _files["appsettings.Production.json"] = null;
        _section.Refresh();
        Assert.Equal(("http://production", true), (Key("Address"), _section.IsDue));

        _clock.Advance(RoutingSection.Interval - TimeSpan.FromTicks(1));
        _section.Refresh();
        Assert.Equal("http://production", Key("Address"));

        _clock.Advance(TimeSpan.FromTicks(1));
        _section.Refresh();
        Assert.Equal(("http://v1", false), (Key("Address"), _section.IsDue));
        Assert.Empty(_section.Findings);
    }

    [Fact]
    public void File_OptionalAndBackInTime_WasNeverGone()
    {
        _files["appsettings.Production.json"] = null;
        _section.Refresh();
        _files["appsettings.Production.json"] = Production;
        _section.Refresh();
        _files["appsettings.Production.json"] = null;
        _clock.Advance(RoutingSection.Interval);
        _section.Refresh();

        Assert.Equal("http://production", Key("Address"));
    }

    [Fact]
    public void Section_TakenOutOfAGoodFile_WasTakenOutOnPurpose()
    {
        _files["appsettings.Production.json"] = """{ "Logging": "x" }""";
        _section.Refresh();

        Assert.Equal("http://v1", Key("Address"));
        Assert.Empty(_section.Findings);
    }

    [Theory]
    [InlineData("ini", "[TrafficRouting:Backends:v1]\nAddress=http://v1\n", "[TrafficRouting:Backends:v1\nAddress")]
    [InlineData("xml", "<c><TrafficRouting><Backends><v1 Address='http://v1'/></Backends></TrafficRouting></c>", "<c><TrafficRouting><Back")]
    public void File_OfAnotherFormatThatCannotBeRead_KeepsItsKeys(string format, string good, string broken)
    {
        var files = new EditableFiles { ["routing"] = good };
        var builder = new ConfigurationBuilder();
        if (format == "ini")
            files.AddTo<IniConfigurationSource>(builder, "routing");
        else
            files.AddTo<XmlConfigurationSource>(builder, "routing");
        var section = new RoutingSection(builder.Build().GetSection("TrafficRouting"), _clock);
        section.Refresh();
        foreach (var text in (string?[])[broken, "", null])
        {
            files["routing"] = text;
            section.Refresh();

            Assert.Contains("Its last good keys stay in force", Assert.Single(section.Findings).Message, StringComparison.Ordinal);
            Assert.False(section.Keys.IsEmpty);
        }

        files["routing"] = good.Replace("v1", "v2", StringComparison.Ordinal);
        Assert.True(section.Refresh());
        Assert.Empty(section.Findings);
    }

    [Fact]
    public void FolderOfKeys_SwappedOrTakenAway_IsTakenAsGoneAtTheSecondLook()
    {
        var folder = Directory.CreateTempSubdirectory("traffic-routing-keys-");
        var keys = folder.CreateSubdirectory("keys").FullName;
        File.WriteAllText(Path.Combine(keys, "TrafficRouting__Backends__v1__Address"), "http://v1");
        var root = new ConfigurationBuilder().AddKeyPerFile(keys, optional: true).Build();
        var section = new RoutingSection(root.GetSection("TrafficRouting"), _clock);
        section.Refresh();

        Directory.Move(keys, keys + "-aside");
        root.Reload();
        section.Refresh();
        Assert.Equal((false, true), (section.Keys.IsEmpty, section.IsDue));

        Directory.Move(keys + "-aside", keys);
        root.Reload();
        section.Refresh();
        Assert.Equal((false, false), (section.Keys.IsEmpty, section.IsDue));

        Directory.Delete(keys, recursive: true);
        root.Reload();
        section.Refresh();
        _clock.Advance(RoutingSection.Interval);
        section.Refresh();
        Assert.Equal((true, false), (section.Keys.IsEmpty, section.IsDue));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void ProviderThatFails_KeepsItsKeysAndGivesNoSecretAway()
    {
        var provider = new FailingProvider();
        var section = new RoutingSection(new ConfigurationRoot([provider]).GetSection("TrafficRouting"), _clock);
        section.Refresh();
        provider.Failure = new InvalidOperationException("password=hunter2");

        section.Refresh();

        Assert.Equal("The configuration provider FailingProvider cannot be read (InvalidOperationException). Its last good keys stay in force.", Assert.Single(section.Findings).Message);
        Assert.False(section.Keys.IsEmpty);
    }

    private string? Key(string key) =>
        _section.Keys.ToTree().Children.Single().Children.Single().Children.Single(c => c.Key == key).Value;

    private sealed class FailingProvider : ConfigurationProvider
    {
        public FailingProvider() => Data["TrafficRouting:Backends:v1:Address"] = "http://v1";

        public Exception? Failure { get; set; }

        public override bool TryGet(string key, out string? value) => Failure is null ? base.TryGet(key, out value) : throw Failure;
    }
}
