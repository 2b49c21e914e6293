namespace TrafficRouting.TestKit;

/// <summary>A file of the repository, or a part of one, that is generated: held equal by a test.</summary>
public static class GeneratedFile
{
    /// <summary>The environment variable that makes the tests write the files anew: <c>WRITE_GENERATED=1 dotnet test</c>.</summary>
    public const string Variable = "WRITE_GENERATED";

    /// <summary>Compares a file with what is generated, or writes it.</summary>
    /// <param name="path">The file, from the repository's root.</param>
    /// <param name="text">What is generated.</param>
    public static void IsCurrent(string path, string text)
    {
        var file = DocSnippets.Locate(path);
        if (Environment.GetEnvironmentVariable(Variable) is "1")
            File.WriteAllText(file, text);
        Assert.True(text == File.ReadAllText(file).ReplaceLineEndings("\n"), $"{path} is not what is generated. Write it anew with {Variable}=1.");
    }
}
