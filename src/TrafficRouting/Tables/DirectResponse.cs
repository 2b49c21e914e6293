namespace TrafficRouting;

/// <summary>An answer given without sending anything.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Body">The body, or none.</param>
/// <param name="ContentType">The media type of the body.</param>
public sealed record DirectResponse(int Status, string? Body = null, string ContentType = "text/plain");
