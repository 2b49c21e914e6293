namespace TrafficRouting.AspNetCore;

/// <summary>A backend or one of its endpoints that failed too often in a row, and has less than its weight.</summary>
/// <param name="Backend">The backend.</param>
/// <param name="Endpoint">The endpoint; absent for the backend as a whole.</param>
/// <param name="Share">The share of its weight that it has: 0 while it is ejected, up to 0.9 in its slow start.</param>
/// <param name="Until">When it is back; absent in its slow start.</param>
internal sealed record HealthView(string Backend, string? Endpoint, double Share, DateTimeOffset? Until)
{
    public static HealthView Of(ImpairedTarget target) => new(target.Backend, target.Endpoint, target.Tenths / 10.0, target.Until);
}
