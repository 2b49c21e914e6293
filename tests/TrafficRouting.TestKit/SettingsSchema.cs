using NJsonSchema;

namespace TrafficRouting.TestKit;

/// <summary>The JSON schema that a package brings for appsettings.json, and what it says about a file.</summary>
public sealed class SettingsSchema
{
    // Keywords of draft 7 that the validator passes over, so that a schema with them would accept anything.
    private static readonly string[] Unsupported = ["propertyNames", "dependencies", "if", "const", "contains"];

    private readonly JsonSchema _schema;

    private SettingsSchema(string text)
    {
        Assert.All(Unsupported, keyword => Assert.DoesNotContain($"\"{keyword}\":", text, StringComparison.Ordinal));
        Text = text;
        _schema = JsonSchema.FromJsonAsync(text).GetAwaiter().GetResult();
    }

    public string Text { get; }

    /// <summary>Reads the schema of a package.</summary>
    /// <param name="project">The package's project, such as <c>TrafficRouting</c>.</param>
    public static SettingsSchema Of(string project) => new(File.ReadAllText(DocSnippets.Locate($"src/{project}/ConfigurationSchema.json")));

    /// <summary>Gets what is wrong with the settings, with the path of each error.</summary>
    public IReadOnlyList<string> Errors(string json) => [.. _schema.Validate(json).Select(error => error.ToString())];
}
