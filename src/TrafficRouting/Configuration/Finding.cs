namespace TrafficRouting;

/// <summary>Something wrong or doubtful in the configuration, said to a person.</summary>
/// <param name="Severity">Whether it refuses the configuration or is only worth knowing.</param>
/// <param name="Path">The configuration path, such as <c>TrafficRouting:Services:reviews:Hosts:0</c>.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Source">The file and line it was written in, when it came from a document.</param>
public sealed record Finding(
    FindingSeverity Severity, string Path, string Message, string? Source = null)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Source is null ? $"{Path}: {Message}" : $"{Path}: {Message} ({Source})";
}
