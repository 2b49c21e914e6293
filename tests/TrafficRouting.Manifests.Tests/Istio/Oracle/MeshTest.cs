namespace TrafficRouting.Manifests.Tests.Istio.Oracle;

/// <summary>A StringMatch: one test, or presence where the kind is <c>present</c>.</summary>
internal sealed record MeshTest(string Kind, string Text)
{
    public static MeshTest From(Random random, params string[] texts)
    {
        var text = texts[random.Next(texts.Length)];
        return random.Next(5) switch
        {
            0 => new("prefix", text[..Math.Max(1, text.Length - 1)]),
            1 => new("regex", $"{text[..^1]}[{text[^1]}z]"),
            2 => new("present", string.Empty),
            _ => new("exact", text),
        };
    }

    public string ToYaml() => Kind is "present" ? "{}" : $"{{{Kind}: '{Text}'}}";

    /// <summary>Tells what Istio says of a value; null for one that is not there.</summary>
    public bool Takes(string? value, StringComparison comparison = StringComparison.Ordinal) => value is not null && Kind switch
    {
        "exact" => value.Equals(Text, comparison),
        "prefix" => value.StartsWith(Text, comparison),
        // A regex is a text whose last letter may be a z as well; its case is its own affair.
        "regex" => value.Length == Text.IndexOf('[', StringComparison.Ordinal) + 1 && value[..^1] == Text[..(value.Length - 1)] && (value[^1] == 'z' || value[^1] == Text[value.Length]),
        _ => true,
    };
}
