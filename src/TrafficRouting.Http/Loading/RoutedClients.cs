namespace TrafficRouting.Http;

/// <summary>Clients of the container send through a table.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Client">The client's name; null for all, by their defaults.</param>
internal sealed record RoutedClients(string Table, string? Client);
