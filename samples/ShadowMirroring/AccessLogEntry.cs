namespace ShadowMirroring;

/// <summary>A request as a backend saw it.</summary>
internal sealed record AccessLogEntry(string Method, string Target, string Host, string Marker);
