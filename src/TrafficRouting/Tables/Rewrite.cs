using System.Text.RegularExpressions;

namespace TrafficRouting.Tables;

/// <summary>A compiled edit of a request's path and host.</summary>
/// <param name="Path">What replaces the path, or its matched prefix.</param>
/// <param name="ReplacesPrefix">Whether <paramref name="Path"/> replaces only the matched prefix.</param>
/// <param name="Pattern">The pattern replaced by <paramref name="Replacement"/>, in place of a path.</param>
/// <param name="Replacement">The replacement, in .NET's notation.</param>
/// <param name="Host">The Host header to send, or the backend's authority.</param>
public sealed record Rewrite(string? Path, bool ReplacesPrefix, Regex? Pattern, string? Replacement, string? Host);
