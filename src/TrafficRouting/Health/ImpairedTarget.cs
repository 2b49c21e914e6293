namespace TrafficRouting;

/// <summary>A backend or one of its endpoints that has less than its weight: it is ejected, or in its slow start.</summary>
/// <param name="Backend">The backend.</param>
/// <param name="Endpoint">The endpoint, or null for the backend as a whole.</param>
/// <param name="Tenths">The tenths of its weight that it has; 0 while it is ejected.</param>
/// <param name="Until">When it is back, or null when it is.</param>
internal readonly record struct ImpairedTarget(string Backend, string? Endpoint, int Tenths, DateTimeOffset? Until);
