namespace TrafficRouting.Http;

/// <summary>A client that was put under routing by name.</summary>
/// <param name="Name">The client's name.</param>
internal sealed record RoutedClientName(string Name);
