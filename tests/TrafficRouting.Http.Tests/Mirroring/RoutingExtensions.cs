namespace TrafficRouting.Http.Tests.Mirroring;

internal static class RoutingExtensions
{
    public static TrafficRoutingOptions With(this TrafficRoutingOptions options, string backend, Uri address)
    {
        options.Backends[backend] = new() { Address = address.ToString() };
        return options;
    }
}
