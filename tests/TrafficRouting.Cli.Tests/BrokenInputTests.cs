using System.Text;

namespace TrafficRouting.Cli.Tests;

public sealed class BrokenInputTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trafficrouting-cli-");

    public static TheoryData<string, byte[], string> Broken => new()
    {
        { "binary.yaml", [0x7F, 0x45, 0x4C, 0x46, 0, 1, 2], "binary.yaml: error: This is binary, not text." },
        { "latin1.json", Encoding.Latin1.GetBytes("{ \"a\": \"ü\" }"), "latin1.json: error: This is not UTF-8 text." },
        { "empty.json", [], "empty.json: error: This is empty." },
        { "cut.json", "{ \"TrafficRouting\": {"u8.ToArray(), "cut.json:1:22: error: Is not JSON:" },
        { "twice.json", "{ \"TrafficRouting\": {\r\n  \"Host\": \"Uri\",\r\n  \"host\": \"Uri\" } }"u8.ToArray(), "twice.json:3:3: error: TrafficRouting:host: Is written twice in one object." },
        { "appsettings.json", "[]"u8.ToArray(), "appsettings.json:1:1: error: Settings are a JSON object." },
        { "appsettings.Other.json", "{ \"TraficRouting\": {} }"u8.ToArray(), "error: TrafficRouting: The configuration has no section 'TrafficRouting'. Did you mean 'TraficRouting'?" },
        { "tabs.yaml", "a:\n\t- b"u8.ToArray(), "tabs.yaml:2:" },
        { "deep.json", Encoding.UTF8.GetBytes(new string('[', 5000)), "deep.json:1:" },
        { "settings.json", Nested(65), "settings.json:1:336: error: Is nested deeper than 64 levels" },
        { "surrogate.json", "{ \"TrafficRouting\": {\n  \"\\ud800\": 1 } }"u8.ToArray(), "surrogate.json:2:3: error: Is not JSON: Cannot read incomplete UTF-16" },
        { "value.json", "{ \"TrafficRouting\": {\n  \"Host\": \"\\ud800\" } }"u8.ToArray(), "value.json:2:11: error: Is not JSON: Cannot read incomplete UTF-16" },
    };

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Broken))]
    public void Check_BrokenInput_IsAFindingWithItsFile(string name, byte[] content, string expected)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(file, content);

        var run = ToolRun.Of("check", file);

        Assert.Equal((1, ""), (run.Code, run.Errors));
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_HugeFile_IsRefused()
    {
        var file = Path.Combine(_folder.FullName, "huge.yaml");
        File.WriteAllBytes(file, new byte[(16 * 1024 * 1024) + 1]);

        Assert.Contains("huge.yaml: error: Larger than 16,777,216 bytes", ToolRun.Of("check", file).Output, StringComparison.Ordinal);
    }

    // What begins so is no YAML.
    [Theory]
    [InlineData("// of the shop\n")]
    [InlineData("/* of the shop */ ")]
    public void Check_SettingsOfStandardInput_MayBeginWithAComment(string comment)
    {
        var run = ToolRun.With(comment + File.ReadAllText(Path.Combine(Session.Folder, "appsettings.json")), "check", "-");

        Assert.Equal(new(0, "ok: 1 file; 1 service, 2 routes, 2 backends\n", ""), run);
    }

    [Fact]
    public void Check_CrlfAndByteOrderMark_GivesTheSamePlaces()
    {
        const string text = "{\n  \"TrafficRouting\": {\n    \"Bakends\": {}\n  }\n}\n";
        var plain = ToolRun.With(text, "check", "-");
        var windows = ToolRun.With("\uFEFF" + text.ReplaceLineEndings("\r\n"), "check", "-");

        Assert.Contains("(standard input):3:5: error", plain.Output, StringComparison.Ordinal);
        Assert.Equal(plain, windows);
    }

    [Theory]
    [InlineData("explain {0} --url http://reviews/", 1)]
    [InlineData("test cases.yaml {0}", 1)]
    [InlineData("test {0} appsettings.json", 2)]
    [InlineData("diff {0} appsettings.json", 2)]
    [InlineData("diff appsettings.json {0}", 2)]
    [InlineData("simulate {0}", 1)]
    [InlineData("simulate appsettings.json --change {0}", 1)]
    [InlineData("simulate appsettings.json --keys {0}", 2)]
    [InlineData("convert {0} --to native", 1)]
    [InlineData("convert {0} --to httproute", 1)]
    public void Call_BrokenInput_IsToldOnTheErrorOutput(string call, int code)
    {
        Assert.NotEmpty(Session.Folder);
        foreach (var (name, content, _) in Broken.Select(b => b.Data).Where(b => b.Item1 is "binary.yaml" or "latin1.json" or "empty.json" or "cut.json"))
        {
            var file = Path.Combine(_folder.FullName, name);
            File.WriteAllBytes(file, content);

            var run = ToolRun.Of([.. call.Split(' ').Select(w => w is "{0}" ? file : w)]);

            // The keys of callers are any text.
            if (name is "cut.json" && call.Contains("--keys", StringComparison.Ordinal))
                continue;
            Assert.Equal((code, ""), (run.Code, run.Output));
            Assert.Contains(name, run.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_WhatMayNotBeRead_SaysSo()
    {
        var input = InputText.Read("locked.json", () => throw new UnauthorizedAccessException("Access is denied."));

        Assert.Equal(("", "Cannot be read: Access is denied."), (input.Text, input.Problem!.Message));
    }

    [Fact]
    public void Check_FolderWithoutFiles_IsAWrongCall()
    {
        var run = ToolRun.Of("check", _folder.FullName);

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains("has no YAML or JSON file", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_NothingHidden_OfAFolderIsRead()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, ".hidden.yaml"), "\0");
        File.WriteAllText(Path.Combine(_folder.FullName, "notes.txt"), "\0");
        File.WriteAllText(Path.Combine(_folder.FullName, "service.yaml"), "apiVersion: v1\nkind: Secret\nmetadata: { name: a }\n");

        Assert.EndsWith(": 1 file, 1 document (1 of them skipped as no routing, 0 ignored as for others); 0 services, 0 routes, 0 backends\n", ToolRun.Of("check", _folder.FullName).Output, StringComparison.Ordinal);
    }

    // Within a section, which is an object: as deep in all.
    private static byte[] Nested(int depth) =>
        Encoding.UTF8.GetBytes($"{{ \"TrafficRouting\": {string.Concat(Enumerable.Repeat("{\"0\":", depth - 1))}1{new string('}', depth)}");
}
