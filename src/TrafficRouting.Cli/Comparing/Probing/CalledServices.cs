namespace TrafficRouting.Cli;

/// <summary>What a host leads to in two tables.</summary>
internal sealed record CalledServices(ServiceTable? Old, ServiceTable? New)
{
    public string Name => (New ?? Old)?.Service.Name ?? "";

    public static CalledServices Of(RouteTable old, RouteTable @new, ReadOnlySpan<char> host) => new(Find(old, host), Find(@new, host));

    private static ServiceTable? Find(RouteTable table, ReadOnlySpan<char> host) => table.Hosts.TryFind(host, out var service) ? service : null;
}
