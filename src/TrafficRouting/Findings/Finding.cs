namespace TrafficRouting;

/// <summary>Something wrong or doubtful in the configuration, said to a person.</summary>
/// <param name="Severity">Whether it rejects the configuration or is only worth knowing.</param>
/// <param name="Path">The configuration path, such as <c>TrafficRouting:Services:reviews:Hosts:0</c>.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Location">Where it is written, when it came from a document.</param>
public sealed record Finding(
    FindingSeverity Severity, string Path, string Message, SourceLocation? Location = null)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Location is { } location ? $"{Path}: {Message} ({location})" : $"{Path}: {Message}";
}
