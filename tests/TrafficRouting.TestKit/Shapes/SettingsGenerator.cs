using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TrafficRouting.TestKit;

/// <summary>Random settings that are right in shape and range, and the same with one thing wrong, by the tables of options.</summary>
internal sealed class SettingsGenerator(Random random)
{
    private static readonly string[] Samples =
        ["a", "v-1", "x-user", "/", "/a/b", "", "http://a", "https+http://a/base", "10.0.0.0/8", "5xx", "429", "500-504", "*.a", "http", "\u00fc b"];

    private readonly List<(JsonObject Parent, string Name, Key Key)> _written = [];

    /// <summary>Gives a file with the section.</summary>
    /// <param name="parts">What stands in the section, side by side.</param>
    public JsonObject Section(IEnumerable<ObjectShape> parts)
    {
        var section = new JsonObject();
        foreach (var part in parts)
            Write(part, section, depth: 0);
        return new() { ["TrafficRouting"] = section };
    }

    /// <summary>Puts something wrong in one place of what was given, and tells where; null when there is no place.</summary>
    public string? Spoil()
    {
        if (_written.Count == 0)
            return null;
        var (parent, name, key) = _written[random.Next(_written.Count)];
        if (random.Next(4) == 0)
            parent["Unknown"] = true;
        else
            parent[name] = Wrong(key);
        return $"{name}: {parent[name]?.ToJsonString()}";
    }

    private JsonObject Object(ObjectShape shape, int depth)
    {
        var json = new JsonObject();
        Write(shape, json, depth);
        return json;
    }

    private void Write(ObjectShape shape, JsonObject json, int depth)
    {
        foreach (var key in shape.Keys)
        {
            if (key.Form is KeyForm.Code || random.Next(3) > 0 || (depth > 5 && key.Shape is ObjectShape))
                continue;
            json[key.Name] = Value(key, depth);
            _written.Add((json, key.Name, key));
        }
    }

    private JsonNode? Value(Key key, int depth) => key.Form switch
    {
        _ when random.Next(12) == 0 => null,
        KeyForm.Map => new JsonObject(Names(key).Select(name => KeyValuePair.Create(name, Value(key.Shape!, depth)))),
        KeyForm.List when random.Next(4) == 0 => new JsonObject(Enumerable.Range(0, random.Next(3)).Select(i => KeyValuePair.Create($"k{i}", Value(key.Shape!, depth)))),
        KeyForm.List => new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Value(key.Shape!, depth))]),
        _ => Value(key.Shape!, depth),
    };

    private JsonNode? Value(Shape shape, int depth) => shape switch
    {
        ScalarShape scalar => Value(scalar),
        ObjectShape { Shorthand.Shape: ScalarShape scalar } when random.Next(2) == 0 => Value(scalar),
        _ => Object((ObjectShape)shape, depth + 1),
    };

    private JsonValue Value(ScalarShape scalar)
    {
        if (scalar.Choices is { } choices)
            return (JsonValue)scalar.Write(scalar.Parse(choices[random.Next(choices.Count)])!);
        var (min, max) = (scalar.Bounds?.Min ?? -1000, scalar.Bounds?.Max ?? 1000);
        var within = min + 1 + random.Next((int)Math.Clamp((double.IsFinite(max) ? max : min + 1000) - min - 1, 1, 1_000_000));
        return scalar.JsonType switch
        {
            "boolean" => JsonValue.Create(random.Next(2) == 0),
            "integer" => JsonValue.Create((int)within),
            "number" => JsonValue.Create(double.IsFinite(max) ? min + ((max - min) * (random.Next(1, 100) / 100.0)) : min + 1.5),
            _ when scalar.Bounds is not null => (JsonValue)scalar.Write(TimeSpan.FromSeconds(within)),
            _ => JsonValue.Create(Samples.Where(sample => scalar.Pattern is null || Regex.IsMatch(sample, scalar.Pattern)).ToArray() is var fit ? fit[random.Next(fit.Length)] : ""),
        };
    }

    private IEnumerable<string> Names(Key key) =>
        random.GetItems(Samples, random.Next(3)).Where(name => name.Length > 0 && !name.Contains(':') && (key.Names?.Pattern is not { } pattern || Regex.IsMatch(name, pattern))).Distinct(StringComparer.OrdinalIgnoreCase);

    private JsonNode Wrong(Key key) => key switch
    {
        { Form: KeyForm.Map } or { Form: KeyForm.List } => JsonValue.Create("text"),
        { Shape: ScalarShape { JsonType: "boolean" } } => JsonValue.Create("yes"),
        { Shape: ScalarShape { JsonType: "integer" } } => random.Next(2) == 0 ? JsonValue.Create(0.5) : JsonValue.Create("many"),
        { Shape: ScalarShape { JsonType: "number" } } => JsonValue.Create("12,5"),
        { Shape: ScalarShape { Choices: not null } } => JsonValue.Create("Nothing"),
        { Shape: ScalarShape { Bounds: not null } } => JsonValue.Create(random.GetItems(["5s", "24:00:00", "00:30", "1:00:00", "-00:00:01", "00:60:00", "00:00:01,5", " 00:00:01"], 1)[0]),
        _ => new JsonObject { ["Unknown"] = new JsonArray("x") },
    };
}
