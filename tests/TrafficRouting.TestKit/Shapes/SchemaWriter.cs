using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrafficRouting.TestKit;

/// <summary>Writes the JSON schema of a section from the tables of its options.</summary>
internal sealed class SchemaWriter
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _definitions = [];

    /// <summary>Writes the schema of an appsettings file.</summary>
    /// <param name="section">The name of the section.</param>
    /// <param name="parts">What stands in it, side by side.</param>
    public static string Write(string section, params ObjectShape[] parts)
    {
        var writer = new SchemaWriter();
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                [section] = new JsonObject
                {
                    ["type"] = "object",
                    ["description"] = parts[0].Text,
                    ["additionalProperties"] = false,
                    ["properties"] = writer.Properties(parts.SelectMany(part => part.Keys)),
                },
            },
            ["definitions"] = writer._definitions,
        };
        return schema.ToJsonString(Layout) + "\n";
    }

    private JsonObject Properties(IEnumerable<Key> keys) =>
        new(keys.Where(key => key.Form is not KeyForm.Code).Select(key => KeyValuePair.Create(key.Name, (JsonNode?)Of(key))));

    private JsonObject Of(Key key)
    {
        var schema = key.Form switch
        {
            KeyForm.Map when key.Names?.Pattern is { } names => new JsonObject
            {
                ["type"] = Types("object"),
                ["patternProperties"] = new JsonObject { [names] = Of(key.Shape!) },
                ["additionalProperties"] = false,
            },
            KeyForm.Map => new JsonObject { ["type"] = Types("object"), ["additionalProperties"] = Of(key.Shape!) },
            // Items may stand under keys of their own, so that a later file can change one.
            KeyForm.List => new JsonObject { ["type"] = Types("array", "object"), ["items"] = Of(key.Shape!), ["additionalProperties"] = Of(key.Shape!) },
            _ when key.Shape is ObjectShape => new JsonObject { ["allOf"] = new JsonArray(Of(key.Shape)) },
            _ => Of(key.Shape!),
        };
        schema["description"] = key.Text.Replace("`", "", StringComparison.Ordinal);
        if (key is { Default: { } value, Shape: ScalarShape scalar } && value is not "")
            schema["default"] = scalar.Write(value);
        return schema;
    }

    private JsonObject Of(Shape shape) => shape is ScalarShape scalar ? Of(scalar) : Reference((ObjectShape)shape);

    private static JsonObject Of(ScalarShape scalar)
    {
        var schema = new JsonObject { ["type"] = Types(scalar.JsonType) };
        if (scalar.Pattern is { } pattern)
            schema["pattern"] = pattern;
        if (scalar.Choices is { } choices)
            schema["enum"] = new JsonArray([.. choices.Select(choice => scalar.Write(scalar.Parse(choice)!)), null]);
        if (scalar is { Bounds: { } bounds, JsonType: not "string" })
        {
            if (double.IsFinite(bounds.Min))
                schema[bounds.AboveMin ? "exclusiveMinimum" : "minimum"] = bounds.Min;
            if (double.IsFinite(bounds.Max))
                schema[bounds.BelowMax ? "exclusiveMaximum" : "maximum"] = bounds.Max;
        }

        return schema;
    }

    private JsonObject Reference(ObjectShape shape)
    {
        var name = "trafficRouting." + shape.Name;
        if (!_definitions.ContainsKey(name))
        {
            var definition = new JsonObject { ["type"] = shape.Shorthand is null ? Types("object") : Types("object", "string") };
            // Kept before its keys are written, since a match is made of matches.
            _definitions[name] = definition;
            definition["description"] = shape.Text.Replace("`", "", StringComparison.Ordinal);
            if (shape.Shorthand?.Shape is ScalarShape { Pattern: { } pattern })
                definition["pattern"] = pattern;
            definition["additionalProperties"] = false;
            definition["properties"] = Properties(shape.Keys);
        }

        return new JsonObject { ["$ref"] = "#/definitions/" + name };
    }

    // Null takes out what a file before, or a document, has.
    private static JsonArray Types(params string[] types) => [.. types.Select(type => JsonValue.Create(type)), JsonValue.Create("null")];
}
