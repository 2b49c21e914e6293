using TrafficRouting;

namespace FailoverSample;

/// <summary>What is switched on for one backend that dies.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Health">Whether a backend that fails is left out.</param>
/// <param name="Failover">Whether a request that failed is sent to another.</param>
/// <param name="Allowed">How many calls may fail while the backend is dead, of how many.</param>
internal sealed record Arrangement(string Name, bool Health, bool Failover, Func<int, double> Allowed)
{
    // Failures in a row eject within milliseconds, in which callers in a tight loop make some calls more; without it a tenth of all fail.
    private const double UntilEjected = 0.02;

    public static IReadOnlyList<Arrangement> All { get; } =
    [
        new("neither", Health: false, Failover: false, Allowed: calls => calls),
        new("health", Health: true, Failover: false, Allowed: calls => calls * UntilEjected),
        new("failover", Health: false, Failover: true, Allowed: _ => 0),
        new("health and failover", Health: true, Failover: true, Allowed: _ => 0),
    ];

    public void Configure(TrafficRoutingOptions options, string steady, string mortal)
    {
        options.Backends["steady"] = new() { Address = steady };
        options.Backends["mortal"] = new() { Address = mortal, Health = Health ? new() { EjectionTime = TimeSpan.FromSeconds(1) } : null };
        options.Services["reviews"] = new()
        {
            Hosts = { "reviews" },
            Routes = { ["default"] = new() { Weights = { ["steady"] = 90, ["mortal"] = 10 }, Failover = Failover ? new() : null } },
        };
    }
}
