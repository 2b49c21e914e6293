namespace TrafficRouting.Http;

/// <summary>Some clients of the container send through a table.</summary>
/// <param name="Table">The table's name.</param>
internal sealed record RoutedClients(string Table);
