// One routed and mirrored request over real sockets: the least that must work wherever the packages are used, also trimmed.
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Http;

using var stable = new LoopbackBackend("hello from v1");
using var shadow = new LoopbackBackend("nobody reads this");

var settings = $$"""
    {
      "TrafficRouting": {
        "Backends": { "reviews-v1": { "Address": "{{stable.Address}}" }, "reviews-v2": { "Address": "{{shadow.Address}}" } },
        "Services": {
          "reviews": {
            "Hosts": [ "reviews" ],
            "Routes": { "default": { "Weights": { "reviews-v1": 1 }, "Mirrors": { "reviews-v2": {} } } }
          }
        }
      }
    }
    """;
var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(settings))).Build();

var services = new ServiceCollection();
services.AddTrafficRouting(configuration.GetSection("TrafficRouting"));
services.AddHttpClient("reviews", client => client.BaseAddress = new("http://reviews")).AddTrafficRouting();
await using var provider = services.BuildServiceProvider();

using var response = await provider.GetRequiredService<IHttpClientFactory>().CreateClient("reviews").GetAsync("/reviews/1");
Console.WriteLine($"{await response.Content.ReadAsStringAsync()} by {response.RequestMessage!.GetRouteDecision()!.Route}");
Console.WriteLine($"mirrored: {await shadow.Received}");
