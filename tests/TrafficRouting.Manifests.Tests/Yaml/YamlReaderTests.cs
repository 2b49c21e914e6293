namespace TrafficRouting.Manifests.Tests.Yaml;

public sealed class YamlReaderTests
{
    private readonly Problems _problems = new();

    [Fact]
    public void Read_NestedValue_KnowsItsLineAndColumn()
    {
        var root = (MapNode)Assert.Single(Read("a: 1\nb:\n  - c: x\n"));

        Assert.True(root.TryGet("b", out var list));
        var item = (MapNode)Assert.Single(((ListNode)list).Items);
        Assert.True(item.TryGet("c", out var value));
        Assert.Equal(new Position("f.yaml", 3, 8), value.Position);
    }

    [Fact]
    public void Read_StreamWithEmptyDocuments_GivesTheOthers() =>
        Assert.Equal(2, Read("---\n---\na: 1\n---\n# nothing\n---\nb: 2\n...\n").Count);

    [Fact]
    public void Read_ByteOrderMarkBeforeEachDocument_IsNoPartOfAKey()
    {
        var roots = Read("\uFEFFa: 1\n---\n\uFEFFa: 2\n\uFEFF---\na: 3\n");

        Assert.Equal(["1", "2", "3"], roots.Select(r => ((MapNode)r).TryGet("a", out var value) ? ((ScalarNode)value).Value : "-"));
    }

    [Theory]
    [InlineData("010", "8")]
    [InlineData("0777", "511")]
    [InlineData("-010", "-8")]
    [InlineData("08", "8")]
    [InlineData("0x0A", "10")]
    [InlineData("0X1f", "31")]
    [InlineData("0b101", "5")]
    [InlineData("0o17", "15")]
    [InlineData("1_000", "1000")]
    [InlineData("1_000.5", "1000.5")]
    [InlineData("+5", "5")]
    [InlineData("1e+06", "1000000")]
    [InlineData("1E3", "1000")]
    [InlineData("90.0", "90")]
    [InlineData("90.", "90")]
    [InlineData(".5", "0.5")]
    [InlineData("1.5", "1.5")]
    [InlineData("1e-7", "1E-07")]
    [InlineData("0", "0")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("18446744073709551616", "18446744073709551616")]
    [InlineData("y", "true")]
    [InlineData("N", "false")]
    [InlineData("Off", "false")]
    [InlineData("0x", "0x")]
    [InlineData("0xfg", "0xfg")]
    [InlineData("09a", "09a")]
    [InlineData("1__", "1")]
    [InlineData("._5", "._5")]
    [InlineData("1e999", "1e999")]
    [InlineData("1:30", "1:30")]
    public void Read_PlainScalar_MeansWhatAClusterReads(string text, string value)
    {
        var map = (MapNode)Read($"a: {text}")[0];

        Assert.True(map.TryGet("a", out var node));
        Assert.Equal((text, value), (((ScalarNode)node).Text, ((ScalarNode)node).Value));
    }

    [Theory]
    [InlineData("y: 1", "true")]
    [InlineData("010: 1", "8")]
    [InlineData("1.0: 1", "1")]
    public void Read_KeyThatIsNoWord_IsWhatAClusterReadsWithAWarning(string yaml, string key)
    {
        var map = (MapNode)Read(yaml)[0];

        Assert.Equal(key, Assert.Single(map.Entries).Key);
        Assert.Contains("write it in quotes", Assert.Single(_problems.Found).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yes", ScalarKind.Boolean)]
    [InlineData("y", ScalarKind.Boolean)]
    [InlineData("n", ScalarKind.Boolean)]
    [InlineData("yep", ScalarKind.Text)]
    [InlineData("Off", ScalarKind.Boolean)]
    [InlineData("\"yes\"", ScalarKind.Text)]
    [InlineData("1.0", ScalarKind.Number)]
    [InlineData("12", ScalarKind.Integer)]
    [InlineData("'12'", ScalarKind.Text)]
    [InlineData("1.2.3", ScalarKind.Text)]
    [InlineData("10.0.0.1", ScalarKind.Text)]
    [InlineData("5s", ScalarKind.Text)]
    [InlineData("-", ScalarKind.Text)]
    [InlineData("~", ScalarKind.Null)]
    [InlineData("", ScalarKind.Null)]
    [InlineData("2026-01-01T00:00:00Z", ScalarKind.Text)]
    public void Read_Scalar_IsOfTheKindThatKubernetesReads(string text, object kind)
    {
        var map = text == "-" ? (MapNode)Read("{a: '-'}")[0] : (MapNode)Read($"a: {text}")[0];

        Assert.True(map.TryGet("a", out var value));
        Assert.Equal(kind, ((ScalarNode)value).Kind);
    }

    [Fact]
    public void Read_DuplicateKey_IsAnErrorAtItsPlace()
    {
        Read("a: 1\nb: 2\na: 3\n");

        var problem = Assert.Single(_problems.Found);
        Assert.Equal("f.yaml:3:1", problem.Position.ToString());
        Assert.Contains("'a' is there twice", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a:\n\tb: 1\n", 2)]
    [InlineData("a:\n  b:\n\t- x", 3)]
    [InlineData("a:\n\n\tb: 1\n", 3)]
    [InlineData("a:\n  b: 1\n  c:\n    d: 1\n\te: 1\n", 5)]
    [InlineData("a:\n  - b: 1\n\t  c: 2\n", 3)]
    public void Read_Tab_IsAnErrorAtItsLineThatSaysSo(string yaml, int line)
    {
        Read(yaml);

        var problem = Assert.Single(_problems.Found);
        Assert.Equal($"f.yaml:{line}:1", problem.Position.ToString());
        Assert.Contains($"line {line} begins with a tab", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TabFarBehindAnotherMistake_IsNotBlamed()
    {
        Read("a: b: c\nd: 1\ne: |\n  x\n\ty\n");

        Assert.DoesNotContain("tab", Assert.Single(_problems.Found).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AliasesAndMerge_ShareTheirValue()
    {
        var root = (MapNode)Read("base: &b {x: 1, z: 2}\nother:\n  <<: *b\n  z: 3\nsame: *b\n")[0];

        Assert.Equal("1", Scalar(root, "other", "x"));
        Assert.Equal("3", Scalar(root, "other", "z"));
        Assert.Equal("2", Scalar(root, "same", "z"));
        Assert.Empty(_problems.Found);
    }

    [Fact]
    public void Read_NestedAliases_AreRefusedInBoundedTime()
    {
        var lines = Enumerable.Range(1, 30).Select(i => $"l{i}: &l{i} [{string.Join(", ", Enumerable.Repeat($"*l{i - 1}", 10))}]");

        Read("l0: &l0 [x]\n" + string.Join('\n', lines));

        Assert.Contains("alias written out", Assert.Single(_problems.Found).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: &a [*a]")]
    [InlineData("a: *nowhere")]
    public void Read_AliasOfNothingBeforeIt_IsAnError(string yaml)
    {
        Read(yaml);

        Assert.Equal(FindingSeverity.Error, Assert.Single(_problems.Found).Severity);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Read_EndlessNesting_IsRefusedInBoundedTime(char open)
    {
        Read(new string(open, 1_000_000));

        Assert.Equal(FindingSeverity.Error, Assert.Single(_problems.Found).Severity);
    }

    [Fact]
    public void Read_JsonIndentedByTabs_IsRead()
    {
        var root = (MapNode)Assert.Single(Read("{\n\t\"a\": {\n\t\t\"b\": \"\\u00e9\\/x\"\n\t}\n}"));

        Assert.Equal("é/x", Scalar(root, "a", "b"));
    }

    private static string Scalar(MapNode root, string key, string inner)
    {
        Assert.True(root.TryGet(key, out var map));
        Assert.True(((MapNode)map).TryGet(inner, out var value));
        return ((ScalarNode)value).Value;
    }

    private IReadOnlyList<Node> Read(string yaml) => YamlReader.Read("f.yaml", yaml, _problems);
}
