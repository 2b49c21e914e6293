namespace TrafficRouting.Cli;

/// <summary>A value that a field of a request may have, or that it is missing.</summary>
internal readonly record struct FieldValue(bool IsPresent, string Text)
{
    public static FieldValue Missing { get; } = new(IsPresent: false, "");

    public static FieldValue Of(string text) => new(IsPresent: true, text);
}
