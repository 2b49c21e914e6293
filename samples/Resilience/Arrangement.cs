using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace ResilienceSample;

/// <summary>A way to put resilience and routing around one client.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Register">Sets up the client.</param>
internal sealed record Arrangement(string Name, Action<IHttpClientBuilder> Register)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(5);

    /// <summary>Gets the recommended one.</summary>
    public static Arrangement Recommended { get; } = new(
        "AddTrafficResilience: retries outside, a breaker per backend inside",
        client => client.AddTrafficRouting().AddTrafficResilience(o => o.Retry.Delay = RetryDelay));

    public static IReadOnlyList<Arrangement> All { get; } =
    [
        new("standard handler outside of routing", client =>
        {
            client.AddStandardResilienceHandler(o => o.Retry.Delay = RetryDelay);
            client.AddTrafficRouting();
        }),
        new("the same, by authority", client =>
        {
            client.AddStandardResilienceHandler(o => o.Retry.Delay = RetryDelay).SelectPipelineByAuthority();
            client.AddTrafficRouting();
        }),
        new("standard handler by authority inside of routing", client =>
        {
            client.AddTrafficRouting();
            client.AddStandardResilienceHandler(o => o.Retry.Delay = RetryDelay).SelectPipelineByAuthority();
        }),
        Recommended,
    ];
}
