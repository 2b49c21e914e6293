using TrafficRouting.TestKit;

namespace TrafficRouting.Yarp.Tests;

internal static class Tables
{
    /// <summary>Writes the service <c>shop</c>, split by turns between two servers.</summary>
    public static Action<TrafficRoutingOptions> Split(BackendServer v1, BackendServer v2, Action<TrafficRoutingOptions>? more = null) => options =>
    {
        options.Backends["v1"] = new() { Address = v1.Address.ToString() };
        options.Backends["v2"] = new() { Address = v2.Address.ToString() };
        options.Services["shop"] = new()
        {
            Hosts = { "shop" },
            Routes = { ["all"] = new() { Selection = SelectionNames.RoundRobin, Weights = { ["v1"] = 1, ["v2"] = 1 } } },
        };
        more?.Invoke(options);
    };

    /// <summary>Writes the service <c>shop</c> on one server, all of whose requests are copied to another.</summary>
    public static Action<TrafficRoutingOptions> Mirrored(BackendServer primary, BackendServer mirror, int maxBodyBytes = 1 << 20, Action<TrafficRoutingOptions>? more = null) => Split(primary, mirror, options =>
    {
        options.Mirroring.MaxBodyBytes = maxBodyBytes;
        var route = options.Services["shop"].Routes["all"];
        route.Weights["v2"] = 0;
        route.Mirrors["v2"] = new() { Methods = { "*" } };
        more?.Invoke(options);
    });
}
