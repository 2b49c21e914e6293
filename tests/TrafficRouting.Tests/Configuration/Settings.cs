using System.Text;
using Microsoft.Extensions.Configuration;
using TrafficRouting.Configuration;

namespace TrafficRouting.Tests.Configuration;

/// <summary>Reads settings as an application would, later ones over earlier ones.</summary>
internal static class Settings
{
    public static TrafficRoutingOptions Read(params string[] json) =>
        Read(json.Aggregate(new ConfigurationBuilder(), (builder, text) =>
        {
            builder.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(text)));
            return builder;
        }).Build());

    public static TrafficRoutingOptions Read(IConfiguration configuration)
    {
        var options = new TrafficRoutingOptions();
        TrafficRoutingOptionsReader.Read(configuration.GetSection("TrafficRouting"), options);
        return options;
    }

    public static TrafficRoutingOptions ReadValid(params string[] json)
    {
        var options = Read(json);
        Assert.Empty(TrafficRoutingOptionsValidator.Inspect(options));
        return options;
    }
}
