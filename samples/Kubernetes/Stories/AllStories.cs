using System.Globalization;
using Manifests;

namespace Kubernetes.Stories;

/// <summary>The stories, and where their backends are.</summary>
internal static class AllStories
{
    private const int Requests = 1000;
    private const string Split = "http://httpbin.httpbin:14001/ip";
    private const string Web = "http://web.example.com/";

    public static IReadOnlyDictionary<string, Uri> Addresses(Versions versions) => new Dictionary<string, Uri>
    {
        ["httpbin-v1.httpbin"] = versions["v1"].Address,
        ["httpbin-v2.httpbin"] = versions["v2"].Address,
        ["httpbin.shop_v1"] = versions["v1"].Address,
        ["httpbin.shop_v2"] = versions["v2"].Address,
        ["helloworld.shop_v1"] = versions["v1"].Address,
        ["helloworld.shop_v2"] = versions["v2"].Address,
        ["reviews.shop_v1"] = versions["v1"].Address,
        ["web-v1.shop"] = versions["v1"].Address,
        ["web-v2.shop"] = versions["v2"].Address,
    };

    public static IReadOnlyList<Story> Of(Versions versions) =>
    [
        new(
            "TrafficSplit 100/0, then 50/50",
            Apply("httpbin", "smi-100-0.yaml", "httpbin.httpbin", "httpbin-v1.httpbin 100, httpbin-v2.httpbin 0", Shares(Split, ("v1", 100))),
            Apply("httpbin", "smi-50-50.yaml", "httpbin.httpbin", "httpbin-v1.httpbin 50, httpbin-v2.httpbin 50", Shares(Split, ("v1", 50), ("v2", 50)))),
        new(
            "VirtualService with a mirror",
            Apply("shop", "mirroring-virtualservice.yaml", "httpbin.shop", "httpbin.shop_v1 1, mirror httpbin.shop_v2", clients => MirrorAsync(clients, versions["v2"]))),
        new(
            "VirtualService 90/10",
            Apply("shop", "weighted-virtualservice.yaml", "helloworld.shop", "helloworld.shop_v1 90, helloworld.shop_v2 10", Shares("http://helloworld.shop:5000/hello", ("v1", 90), ("v2", 10)))),
        new(
            "Bookinfo across two clusters",
            Apply("shop", "bookinfo-two-clusters.yaml", "reviews.shop", "reviews.default.global_v2 50, reviews.default.global_v3 50; reviews.shop_v1 1", BookinfoAsync, versions)),
        new(
            "Annotated Service 10, then 0, then 100",
            Apply("shop", "annotated-services.yaml", "web.example.com", "web-v1.shop 90, web-v2.shop 10", Shares(Web, ("v2", 10))),
            Annotate(0),
            Annotate(100)),
    ];

    private static Step Apply(string @namespace, string document, string host, string routes, Func<Clients, Task<IReadOnlyList<Check>>> observe, Versions? filled = null)
    {
        var text = Documents.Read(document);
        foreach (var version in filled is null ? [] : new[] { "v2", "v3" })
            text = text.Replace($"${{{version}}}", filled![version].Address.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return new($"-n {@namespace} apply --validate=false -f {document}", text, host, routes, observe);
    }

    private static Step Annotate(int percentage)
    {
        var share = percentage.ToString(CultureInfo.InvariantCulture);
        return new($"-n shop annotate --overwrite service web-v2 api7.cloud/published-service-canary-percentage={share}", null,
            "web.example.com", $"web-v1.shop {(100 - percentage).ToString(CultureInfo.InvariantCulture)}, web-v2.shop {share}", Shares(Web, ("v2", percentage)));
    }

    private static Func<Clients, Task<IReadOnlyList<Check>>> Shares(string url, params (string Version, int Percent)[] shares) => async clients =>
    {
        var seen = await clients.CallAsync(url, Requests);
        return [.. shares.Select(s => Check.Share($"{url} answered by {s.Version}", s.Percent, seen.GetValueOrDefault(s.Version), Requests))];
    };

    private static async Task<IReadOnlyList<Check>> MirrorAsync(Clients clients, Manifests.Version shadow)
    {
        var before = shadow.Count;
        var seen = await clients.CallAsync("http://httpbin.shop:8000/headers", Requests / 10);
        await shadow.WaitForAsync(before + (Requests / 10));
        return [Check.Exact("answered by v1", Requests / 10, seen.GetValueOrDefault("v1")), Check.Exact("received by v2 in the shadow", Requests / 10, shadow.Count - before)];
    }

    private static async Task<IReadOnlyList<Check>> BookinfoAsync(Clients clients)
    {
        var jason = await clients.CallAsync("http://reviews.shop:9080/reviews/0", Requests, "jason");
        var paula = await clients.CallAsync("http://reviews.shop:9080/reviews/0", Requests, "paula");
        return
        [
            Check.Share("jason by v2 of cluster2", 50, jason.GetValueOrDefault("v2"), Requests),
            Check.Share("jason by v3 of cluster2", 50, jason.GetValueOrDefault("v3"), Requests),
            Check.Exact("paula by v1 of this cluster", Requests, paula.GetValueOrDefault("v1")),
        ];
    }
}
