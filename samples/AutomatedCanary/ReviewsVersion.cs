namespace AutomatedCanary;

/// <summary>Which version a server is.</summary>
internal sealed record ReviewsVersion(string Name);
