namespace TrafficRouting.AspNetCore;

/// <summary>A backend of a route of a service, by the names that outlive a reload; without a backend where the route answers by itself.</summary>
internal readonly record struct BackendKey(string Service, string? Route, string? Backend);
