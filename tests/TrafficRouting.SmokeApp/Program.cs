// A routed, mirrored and retried request over real sockets, a rollout and the page: the least that must work wherever the packages are used, also trimmed.
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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
            "Routes": { "default": { "Weights": { "reviews-v1": 100, "reviews-v2": 0 }, "Mirrors": { "reviews-v2": {} } } }
          }
        },
        "Rollouts": {
          "reviews": {
            "Service": "reviews", "Route": "default", "Stable": "reviews-v1", "Canary": "reviews-v2",
            "Steps": [ { "Pause": {} }, { "SetWeight": 50 } ]
          }
        }
      }
    }
    """;

const string document = """
    apiVersion: split.smi-spec.io/v1alpha4
    kind: TrafficSplit
    metadata: { name: ratings }
    spec: { service: ratings, backends: [ { service: ratings-v1, weight: 90 }, { service: ratings-v2, weight: 10 } ] }
    """;

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(settings)));
builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting"))
    .AddManifestsFromText(document)
    .AddRollouts();
builder.Services.AddHttpClient("reviews", client => client.BaseAddress = new("http://reviews")).AddTrafficRouting().AddTrafficResilience();

await using var app = builder.Build();
app.MapTrafficRouting("/traffic").AllowAnonymous();
await app.StartAsync();

using var response = await app.Services.GetRequiredService<IHttpClientFactory>().CreateClient("reviews").GetAsync("/reviews/1");
Console.WriteLine($"{await response.Content.ReadAsStringAsync()} by {response.RequestMessage!.GetRouteDecision()!.Route}");
Console.WriteLine($"mirrored: {await shadow.Received}");

using var viewer = new HttpClient { BaseAddress = new(app.Urls.First()) };
Console.WriteLine($"table: {await viewer.GetStringAsync("/traffic/api/table")}");
Console.WriteLine($"rollouts: {await viewer.GetStringAsync("/traffic/api/rollouts")}");
