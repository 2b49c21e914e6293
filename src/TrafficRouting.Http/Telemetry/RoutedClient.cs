namespace TrafficRouting.Http;

/// <summary>The client that a handler was made for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Tag">Its name on metrics, of which there is a bounded number.</param>
/// <param name="IsByName">Whether it was put under routing by name.</param>
/// <param name="Unrouted">Takes note of its requests that are not routed.</param>
/// <param name="Host">Which host of its requests decides their service; null for what the table says.</param>
internal sealed record RoutedClient(string Name, string Tag, bool IsByName, UnroutedRequests Unrouted, HostSource? Host = null);
