using Microsoft.Extensions.Configuration;
using TrafficRouting;
using TrafficRouting.Testing;

namespace TrafficClient.Tests;

/// <summary>Where requests go by appsettings.json, without sending any.</summary>
public sealed class RoutingTests
{
    [Fact]
    public void Routes_OfTheSettings_DoWhatTheCasesSay()
    {
        var read = TrafficRoutingOptionsReader.Read(Settings.Load().GetSection("TrafficRouting"));

        Assert.Empty(read.Findings);
        RoutingCases.Run(RouteTable.Compile(read.Options), Path.Combine(AppContext.BaseDirectory, "cases.yaml"));
    }
}
