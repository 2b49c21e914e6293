namespace TrafficRouting;

/// <summary>A finding that does not know yet what its path and its location look like to people.</summary>
/// <param name="Severity">How grave it is.</param>
/// <param name="Scope">What it is about.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="IsMissing">Whether something is missing that may only have been unreadable.</param>
internal readonly record struct ScopedFinding(FindingSeverity Severity, Scope Scope, string Message, bool IsMissing = false);
