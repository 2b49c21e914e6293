using System.Text;
using Microsoft.Extensions.Configuration;

namespace TrafficRouting.Tests.Configuration;

/// <summary>Reads settings as an application would, later ones over earlier ones.</summary>
internal static class Settings
{
    public static IConfigurationSection Section(params string[] json) => json
        .Aggregate(new ConfigurationBuilder(), (builder, text) =>
        {
            builder.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(text)));
            return builder;
        })
        .Build()
        .GetSection("TrafficRouting");

    public static TrafficRoutingOptions Read(params string[] json) => Load(json).Options;

    public static TrafficRoutingOptions Read(IConfiguration configuration) => TrafficRoutingOptionsReader.Read(configuration.GetSection("TrafficRouting")).Options;

    /// <summary>Reads with everything that is found.</summary>
    public static RoutingSnapshot Load(params string[] json) => TrafficRoutingOptionsReader.Read(Section(json));

    public static TrafficRoutingOptions ReadValid(params string[] json)
    {
        var read = Load(json);
        Assert.Empty(read.Findings);
        return read.Options;
    }
}
