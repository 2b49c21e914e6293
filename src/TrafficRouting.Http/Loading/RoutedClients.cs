namespace TrafficRouting.Http;

/// <summary>Clients of the container send through a table.</summary>
/// <param name="Table">The table's name; null where the client is to be routed by whatever table another registration gives it.</param>
/// <param name="Client">The client's name; null for all, by their defaults.</param>
internal sealed record RoutedClients(string? Table, string? Client)
{
    /// <summary>Gets the table of a client: that of its own registration, else of the defaults, else the one without a name.</summary>
    public static string TableOf(IReadOnlyList<RoutedClients> all, string? client) =>
        (all.FirstOrDefault(c => c.Table is not null && c.Client == client) ?? all.FirstOrDefault(c => c.Table is not null && c.Client is null))?.Table ?? string.Empty;
}
