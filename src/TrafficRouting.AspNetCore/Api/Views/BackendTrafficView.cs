namespace TrafficRouting.AspNetCore;

/// <summary>What one backend of one route answered.</summary>
/// <param name="Service">The service.</param>
/// <param name="Route">The route; absent for requests that no route matched and that the service answers with 404.</param>
/// <param name="Backend">The backend; absent where the route answers by itself.</param>
/// <param name="Rate">Attempts per second over the last ten.</param>
/// <param name="Errors">The share of those that failed, were answered with 5xx or with a failure of gRPC, 0 to 1.</param>
/// <param name="Share">The share of the route's attempts of the last minute, 0 to 1.</param>
/// <param name="P50">The median time until response headers, in seconds, over the last ten to twenty.</param>
/// <param name="P99">The 99th percentile of the same.</param>
internal sealed record BackendTrafficView(
    string Service, string? Route, string? Backend, double Rate, double Errors, double Share, double? P50, double? P99);
