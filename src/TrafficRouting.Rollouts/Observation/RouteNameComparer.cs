namespace TrafficRouting.Rollouts;

/// <summary>Compares the names of a service and its route, case-insensitive.</summary>
internal sealed class RouteNameComparer : IEqualityComparer<(string Service, string Route)>
{
    public static RouteNameComparer Instance { get; } = new();

    public bool Equals((string Service, string Route) x, (string Service, string Route) y) =>
        string.Equals(x.Service, y.Service, StringComparison.OrdinalIgnoreCase) && string.Equals(x.Route, y.Route, StringComparison.OrdinalIgnoreCase);

    public int GetHashCode((string Service, string Route) names) => HashCode.Combine(
        names.Service.GetHashCode(StringComparison.OrdinalIgnoreCase), names.Route.GetHashCode(StringComparison.OrdinalIgnoreCase));
}
