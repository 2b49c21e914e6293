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

    public static TrafficRoutingOptions Read(params string[] json) => ReadSection(Section(json));

    public static TrafficRoutingOptions Read(IConfiguration configuration) => ReadSection(configuration.GetSection("TrafficRouting"));

    public static TrafficRoutingOptions ReadValid(params string[] json)
    {
        var options = Read(json);
        Assert.Empty(TrafficRoutingOptionsValidator.Inspect(options));
        return options;
    }

    private static TrafficRoutingOptions ReadSection(IConfigurationSection section)
    {
        var options = new TrafficRoutingOptions();
        TrafficRoutingOptionsReader.Read(section, options);
        return options;
    }
}
