using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Typed access to the values of a map. One of the wrong shape or outside its range is reported and read as absent.</summary>
internal static class FieldValues
{
    /// <summary>Gets a single value of any kind.</summary>
    public static ScalarNode? Scalar(this Fields fields, string name)
    {
        var found = fields.Find(name);
        if (found is not (null or ScalarNode))
            fields.Fault(name, $"must be a single value, not {found.Shape}");
        return found as ScalarNode;
    }

    public static string? Text(this Fields fields, string name) => Scalar(fields, name, ScalarKind.Text, "a string")?.Value;

    /// <summary>Reads a string that must be there and not empty.</summary>
    public static string? RequiredText(this Fields fields, string name)
    {
        var text = fields.Text(name);
        if (string.IsNullOrEmpty(text))
            fields.Missing(name);
        return string.IsNullOrEmpty(text) ? null : text;
    }

    public static bool? Flag(this Fields fields, string name) =>
        Scalar(fields, name, ScalarKind.Boolean, "true or false") is { } scalar ? scalar.Value is "true" : null;

    /// <summary>Reads a whole number, however it is written: <c>90.0</c> and <c>1e+06</c> are whole.</summary>
    public static int? Integer(this Fields fields, string name, int least = int.MinValue, int most = int.MaxValue)
    {
        if (fields.Find(name) is not { } found)
            return null;
        if (found is ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Number } scalar
            && int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        fields.Fault(name, $"must be {Words.Range("a whole number", least, most)}, not {Given(found)}");
        return null;
    }

    public static double? Number(this Fields fields, string name, double least = double.MinValue, double most = double.MaxValue)
    {
        if (fields.Find(name) is not { } found)
            return null;
        if (found is ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Number } scalar
            && double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        fields.Fault(name, $"must be {Words.Range("a number", least, most)}, not {Given(found)}");
        return null;
    }

    /// <summary>Reads a duration as Go writes them, such as <c>1h2m3.5s</c> or <c>250ms</c>.</summary>
    public static TimeSpan? Duration(this Fields fields, string name)
    {
        if (fields.Text(name) is not { } text)
            return null;
        if (GoDuration.TryParse(text, out var value))
            return value;
        fields.Fault(name, $"must be a duration such as 5s, 250ms or 1m30s, not '{text}'");
        return null;
    }

    public static string? Choice(this Fields fields, string name, params string[] allowed)
    {
        if (fields.Text(name) is not { } text || allowed.Contains(text, StringComparer.Ordinal))
            return fields.Text(name);
        fields.Fault(name, $"must be {Words.OneOf(allowed)}, not '{text}'{Words.DidYouMean(text, allowed)}");
        return null;
    }

    /// <summary>Reads a list of strings; empty when it is not there.</summary>
    public static IReadOnlyList<string> Texts(this Fields fields, string name)
    {
        var texts = new List<string>();
        foreach (var item in fields.Items(name))
        {
            if (item is ScalarNode { Kind: ScalarKind.Text } scalar)
                texts.Add(scalar.Value);
            else
                fields.Fault(name, $"must be a list of strings, not hold {item.Shape}{Quote(item)}");
        }

        return texts;
    }

    /// <summary>Reads a map of strings, such as labels; empty when it is not there.</summary>
    public static IReadOnlyDictionary<string, string> TextMap(this Fields fields, string name)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (fields.Map(name) is not { } map)
            return texts;
        foreach (var key in map.Keys)
        {
            if (map.Text(key) is { } text)
                texts[key] = text;
        }

        return texts;
    }

    private static ScalarNode? Scalar(Fields fields, string name, ScalarKind kind, string allowed)
    {
        var found = fields.Find(name);
        if (found is null || (found is ScalarNode scalar && scalar.Kind == kind))
            return found as ScalarNode;
        fields.Fault(name, $"must be {allowed}, not {found.Shape}{(kind == ScalarKind.Text ? Quote(found) : string.Empty)}");
        return null;
    }

    private static string Given(Node node) => node is ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Number } number ? number.Text : node.Shape;

    // Without the value, which may be a credential.
    private static string Quote(Node node) => node is ScalarNode ? "; write it in quotes" : string.Empty;
}
