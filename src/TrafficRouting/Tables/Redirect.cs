namespace TrafficRouting;

/// <summary>A redirect answered without sending anything; what is null is taken from the request.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Scheme">The scheme, or the request's.</param>
/// <param name="Host">The host, or the request's.</param>
/// <param name="Port">The port, or as <paramref name="KeepPort"/> says.</param>
/// <param name="KeepPort">Whether the request's port is kept where none is given; null for when the scheme is kept.</param>
/// <param name="Path">What replaces the path, or its matched prefix.</param>
/// <param name="ReplacesPrefix">Whether <paramref name="Path"/> replaces only the matched prefix.</param>
public sealed record Redirect(int Status, string? Scheme, string? Host, int? Port, bool? KeepPort, string? Path, bool ReplacesPrefix);
