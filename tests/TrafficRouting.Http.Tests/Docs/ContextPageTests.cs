using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Docs;

public sealed class ContextPageTests
{
    [Theory]
    [InlineData("sandbox", "alice", "reviews/sandbox")]
    [InlineData("reviews", "reviews-v2", "reviews/chosen-before")]
    [InlineData("reviews", "reviews-v1", "reviews/default")]
    public void Settings_OnThePage_RouteByBaggage(string name, string value, string expected)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(Assert.Single(DocSnippets.Blocks("docs/context.md", "json"))));
        var services = new ServiceCollection();
        services.AddTrafficRouting(new ConfigurationBuilder().AddJsonStream(json).Build().GetSection("TrafficRouting"));
        using var provider = services.BuildServiceProvider();
        using var activity = new Activity("caller").AddBaggage(name, value).Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/");

        Assert.Equal(expected, provider.GetRequiredService<TrafficRouter>().Explain(request).Route?.ToString());
    }
}
