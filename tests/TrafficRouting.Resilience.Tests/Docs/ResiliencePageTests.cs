using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TrafficRouting.TestKit;

namespace TrafficRouting.Resilience.Tests.Docs;

public sealed class ResiliencePageTests
{
    private const string Page = "docs/resilience.md";

    [Theory]
    [InlineData(Page)]
    [InlineData("src/TrafficRouting.Resilience/README.md")]
    public void Code_OnThePage_Compiles(string page) =>
        DocSnippets.AreCompiled(page, "tests/TrafficRouting.Resilience.Tests/Docs/ResilienceSnippets.cs");

    [Fact]
    public void Settings_OnThePage_AreBound()
    {
        var json = new MemoryStream(Encoding.UTF8.GetBytes(Assert.Single(DocSnippets.Blocks(Page, "json"))));
        var services = new ServiceCollection();
        services.AddTrafficRouting(options => options.AddBackend("v1", "http://v1").AddService("reviews", s => s.AddHost("reviews").AddRoute("all", r => r.SendTo("v1"))));
        ResilienceSnippets.Register(services, new ConfigurationBuilder().AddJsonStream(json).Build());
        using var provider = services.BuildServiceProvider();

        provider.GetRequiredService<IStartupValidator>().Validate();
        var options = provider.GetRequiredService<IOptionsMonitor<TrafficResilienceOptions>>().Get("reviews");

        Assert.Equal((2, TimeSpan.FromMilliseconds(100)), (options.Retry.MaxRetryAttempts, options.Retry.Delay));
        Assert.Equal((20, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10)), (options.CircuitBreaker.MinimumThroughput, options.AttemptTimeout.Timeout, options.TotalRequestTimeout.Timeout));
    }
}
