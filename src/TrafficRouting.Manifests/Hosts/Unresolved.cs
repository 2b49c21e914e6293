namespace TrafficRouting.Manifests;

/// <summary>Why the documents give a backend no address.</summary>
/// <param name="Severity">An error where nothing can be sent, a warning where requests are answered instead.</param>
/// <param name="Reason">The sentence that says so.</param>
internal sealed record Unresolved(FindingSeverity Severity, string Reason);
