namespace TrafficRouting.AspNetCore;

/// <summary>Something wrong or doubtful in the configuration.</summary>
/// <param name="Severity">How grave it is.</param>
/// <param name="Path">The configuration path.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Location">File, line and column, such as <c>routing.yaml:3:5</c>; absent where it came from no document.</param>
internal sealed record FindingView(FindingSeverity Severity, string Path, string Message, string? Location)
{
    public static FindingView Of(Finding finding) => new(finding.Severity, finding.Path, finding.Message, finding.Location?.ToString());
}
