using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace TrafficRouting.Rollouts.Tests.Configuration;

/// <summary>Loads a section with rollouts as an application does, beside routing that has what they name.</summary>
internal static class RolloutSection
{
    public static (RolloutsOptions? Options, IReadOnlyList<string> Errors) Load(params string[] json)
    {
        var section = json.Aggregate(new ConfigurationBuilder(), (builder, text) =>
        {
            builder.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(text)));
            return builder;
        }).Build().GetSection("TrafficRouting");
        var services = new ServiceCollection();
        services.AddTrafficRouting(section).AddRollouts();
        services.AddTrafficRouting(options => AddRouting(options, section.GetSection("Rollouts")));
        using var provider = services.BuildServiceProvider();
        try
        {
            return (provider.GetRequiredService<IOptions<RolloutsOptions>>().Value, []);
        }
        catch (OptionsValidationException invalid)
        {
            return (null, [.. invalid.Failures]);
        }
    }

    private static void AddRouting(TrafficRoutingOptions options, IConfigurationSection rollouts)
    {
        options.AddBackend("other", "http://other").AddService("other", s => s.AddHost("other").AddRoute("all", r => r.SendTo("other")));
        foreach (var rollout in rollouts.GetChildren())
        {
            var (service, route, stable, canary) = (rollout["Service"], rollout["Route"], rollout["Stable"], rollout["Canary"]);
            options.Backends[stable!] = new() { Address = "http://stable" };
            options.Backends[canary!] = new() { Address = "http://canary" };
            if (string.IsNullOrEmpty(service) || string.IsNullOrEmpty(route))
                continue;
            options.Services[service] = new();
            options.Services[service].AddHost(service).AddRoute(route, r => r.SendTo(stable!));
        }
    }
}
