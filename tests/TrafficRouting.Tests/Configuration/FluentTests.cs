namespace TrafficRouting.Tests.Configuration;

public sealed class FluentTests
{
    [Fact]
    public void Options_WrittenInCode_EqualThoseOfTheSettings()
    {
        var written = new TrafficRoutingOptions()
            .AddBackend("reviews-v1", "http://10.0.0.11:9080")
            .AddBackend("reviews-v2", backend => backend
                .AddEndpoint("a", "http://10.0.1.5:9080")
                .AddEndpoint("b", "http://10.0.1.6:9080", weight: 2))
            .AddBackend("refused", backend => backend.RespondWith(500, "no").SetBaggage("via", "{route}"))
            .AddService("reviews", service => service
                .AddHost("reviews")
                .AddHost("*.reviews.example")
                .AddRoute("jason", route => route
                    .WithOrder(-1)
                    .AddMatch(match => match.WithPathPrefix("/reviews").WithMethod("GET").WithHeader("end-user", "jason"))
                    .AddMatch(match => match.WithPath("/preview").WithQuery("debug", "1").WithCookie("beta", "yes").WithBaggage("sandbox", "alice").WithHeader("x-beta", x => x.Present = true))
                    .SendTo("reviews-v2"))
                .AddRoute("health", route => route.AddMatch(match => match.WithPath("/health")).RespondWith(200, "ok"))
                .AddRoute("default", route => route
                    .SendTo("reviews-v1", 95)
                    .SendTo("reviews-v2", 5)
                    .SendTo("refused", 0)
                    .StickyByHeader("x-user-id")
                    .MirrorTo("reviews-v2", 10, mirror => mirror.Methods.Add("*"))
                    .SetRequestHeader("x-env", "prod")
                    .SetBaggage("reviews", "{backend}")
                    .RewritePathPrefix("/v2")
                    .WithTimeout(TimeSpan.FromSeconds(5), 504))
                .AddRoute("default", route => route.StickyByCookie("user"))
                .AddRoute("sandbox", route => route.WithOrder(-2).AddMatch(match => match.WithBaggage("sandbox", "alice")).SendTo("reviews-v2").StickyByBaggage("user")));

        Assert.Empty(TrafficRoutingOptionsValidator.Inspect(written));
        OptionsTree.AssertEqual(
            Settings.ReadValid("""
                { "TrafficRouting": {
                    "Backends": {
                      "reviews-v1": { "Address": "http://10.0.0.11:9080" },
                      "reviews-v2": { "Endpoints": { "a": { "Address": "http://10.0.1.5:9080" }, "b": { "Address": "http://10.0.1.6:9080", "Weight": 2 } } },
                      "refused": { "Baggage": { "Set": { "via": "{route}" } }, "DirectResponse": { "Status": 500, "Body": "no" } } },
                    "Services": { "reviews": { "Hosts": [ "reviews", "*.reviews.example" ], "Routes": {
                      "jason": { "Order": -1, "Weights": { "reviews-v2": 100 }, "Matches": [
                          { "Path": { "PathPrefix": "/reviews" }, "Method": "GET", "Headers": { "end-user": "jason" } },
                          { "Path": "/preview", "Query": { "debug": "1" }, "Cookies": { "beta": "yes" }, "Baggage": { "sandbox": "alice" }, "Headers": { "x-beta": { "Present": true } } } ] },
                      "sandbox": { "Order": -2, "Matches": [ { "Baggage": { "sandbox": "alice" } } ], "Weights": { "reviews-v2": 100 }, "Sticky": { "Baggage": "user" } },
                      "health": { "Matches": [ { "Path": "/health" } ], "DirectResponse": { "Body": "ok" } },
                      "default": {
                          "Weights": { "reviews-v1": 95, "reviews-v2": 5, "refused": 0 }, "Sticky": { "Cookie": "user" },
                          "Mirrors": { "reviews-v2": { "Percentage": 10, "Methods": [ "*" ] } },
                          "RequestHeaders": { "Set": { "x-env": "prod" } }, "Rewrite": { "PathPrefix": "/v2" },
                          "Baggage": { "Set": { "reviews": "{backend}" } },
                          "Timeout": "00:00:05", "TimeoutStatus": 504 } } } } } }
                """),
            written);
    }

    [Fact]
    public void AddBackend_OfAKnownName_AmendsIt()
    {
        var options = new TrafficRoutingOptions()
            .AddBackend("a", backend => backend.PreserveHost = true)
            .AddBackend("A", "http://a");

        Assert.Equal(("http://a", true), (options.Backends["a"].Address, Assert.Single(options.Backends).Value.PreserveHost));
    }
}
