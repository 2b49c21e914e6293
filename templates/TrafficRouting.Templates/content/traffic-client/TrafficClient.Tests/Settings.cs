using Microsoft.Extensions.Configuration;

namespace TrafficClient.Tests;

internal static class Settings
{
    /// <summary>Reads the application's settings, which the build puts beside the tests.</summary>
    public static IConfiguration Load() => new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json").Build();
}
