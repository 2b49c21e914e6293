using System.Globalization;
using System.Text.Json.Nodes;

namespace TrafficRouting;

/// <summary>A single value. Travels boxed, so that no code is instantiated per kind of value.</summary>
/// <param name="name">What it is called in the docs.</param>
/// <param name="expected">What belongs here, in the words of a message.</param>
/// <param name="parse">Reads a text; null when it is none.</param>
internal sealed class ScalarShape(string name, string expected, Func<string, object?> parse) : Shape(name)
{
    /// <summary>Gets the type that JSON has for it.</summary>
    public string JsonType { get; init; } = "string";

    /// <summary>Gets the pattern of its text, for the schema.</summary>
    public string? Pattern { get; init; }

    /// <summary>Gets the words it may be, where it is one of some.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>Gets from where to where it may go.</summary>
    public Bounds? Bounds { get; init; }

    /// <summary>Gets what to write in place of a text that cannot be read.</summary>
    public Func<string, string?>? Advice { get; init; }

    public override object? Read(SectionNode node, object? existing, ICollection<Finding> findings)
    {
        if (node.Children.Count > 0)
        {
            Error(node, $"Expected {expected}, but found an object or a list.", findings);
            return existing;
        }

        if (node.Value is not { } text)
            return null;
        if (parse(text) is { } value)
            return value;

        Error(node, $"{Text.Quote(text)} is not {expected}.{(Advice?.Invoke(text) is { } advice ? " " + advice : "")}", findings);
        return existing;
    }

    /// <summary>Reads a text; null when it is none of these.</summary>
    public object? Parse(string text) => parse(text);

    public override JsonNode Write(object value) => value switch
    {
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        _ => JsonValue.Create(Show(value)),
    };

    public override bool NeedsCheck(object value) => Problem(value) is not null;

    public override bool Same(object left, object right) => left.Equals(right);

    public override object Clone(object value) => value;

    /// <summary>Says what is wrong with a value that lies out of bounds.</summary>
    public string? Problem(object value)
    {
        if (value is double number && !double.IsFinite(number))
            return "Must be a finite number.";
        if (Choices?.Contains(Show(value), StringComparer.Ordinal) is false)
            return $"Must be {string.Join(", ", Choices.Take(Choices.Count - 1))} or {Choices[^1]}, is {Text.Quote(Show(value))}.";
        return Bounds is null || Bounds.Contains(Measure(value)) ? null : $"Must be {Bounds.ToString(ShowBound)}, is {Show(value)}.";
    }

    /// <summary>Shows a bound to people.</summary>
    public string ShowBound(double bound) => JsonType is "string" ? Scalars.ShowTime(bound) : bound.ToString("#,0.####", CultureInfo.InvariantCulture);

    protected override bool CheckValue(Scope scope, object value)
    {
        if (Problem(value) is { } problem)
            scope.Error(problem);
        return true;
    }

    private static string Show(object value) => value is TimeSpan time
        ? time.ToString("c", CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static double Measure(object value) => value is TimeSpan time ? time.TotalSeconds : Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
