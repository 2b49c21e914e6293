using NJsonSchema;

namespace TrafficRouting.TestKit;

/// <summary>The JSON schema that the core package brings for appsettings.json, and what it says about a file.</summary>
public sealed class SettingsSchema
{
    /// <summary>The file, from the repository's root.</summary>
    public const string File = "src/TrafficRouting/ConfigurationSchema.json";

    // Keywords of draft 7 that the validator passes over, so that a schema with them would accept anything.
    private static readonly string[] Unsupported = ["propertyNames", "dependencies", "if", "const", "contains"];

    private readonly JsonSchema _schema;

    private SettingsSchema(string text)
    {
        Assert.All(Unsupported, keyword => Assert.DoesNotContain($"\"{keyword}\":", text, StringComparison.Ordinal));
        _schema = JsonSchema.FromJsonAsync(text).GetAwaiter().GetResult();
    }

    /// <summary>Gets the schema.</summary>
    public static SettingsSchema Packed { get; } = new(System.IO.File.ReadAllText(DocSnippets.Locate(File)));

    /// <summary>Gets what is wrong with the settings, with the path of each error.</summary>
    public IReadOnlyList<string> Errors(string json) => [.. _schema.Validate(json).Select(error => error.ToString())];
}
