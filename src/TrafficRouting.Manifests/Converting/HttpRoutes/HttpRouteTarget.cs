namespace TrafficRouting.Manifests;

/// <summary>Where HTTPRoutes are to stand.</summary>
/// <param name="Namespace">Their namespace, and that of Services whose name says none.</param>
/// <param name="Gateway">The Gateway of hosts that are no Services, as <c>namespace/name</c> or <c>name</c>; or null.</param>
/// <param name="Domain">The domain of the cluster.</param>
internal sealed record HttpRouteTarget(string Namespace, string? Gateway, string Domain);
