namespace TrafficRouting;

/// <summary>A backend or one of its endpoints was ejected, or is back.</summary>
/// <param name="Backend">The backend.</param>
/// <param name="Endpoint">The endpoint, or null for the backend as a whole.</param>
/// <param name="EjectedFor">How long it is ejected, or null when it is back.</param>
internal readonly record struct HealthChange(string Backend, string? Endpoint, TimeSpan? EjectedFor);
