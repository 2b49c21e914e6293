using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TrafficRouting.TestKit;

namespace TrafficRouting.Manifests.Tests.Intents;

/// <summary>One intent, written in each format, decides alike for every request.</summary>
public sealed class CrossFormatTests
{
    private static readonly FsCheck.Gen<RoutingIntent> Intents = Gen.Choose(0, int.MaxValue - 1).Select(RoutingIntent.From);

    // Every combination of what rules ask for, and of what comes close to it.
    private static readonly TestRequest[] Requests =
    [
        .. from path in new[] { "/", "/a", "/ab", "/a/", "/b", "/c", "/a/b", "/a/bc", "/a/c", "/a/b/c", "/a/b/d" }
           from method in new[] { "GET", "POST" }
           from header in new[] { "one", "two", null }
           from query in new[] { string.Empty, "?q=1", "?q=2" }
           select new TestRequest(method, $"http://web{path}{query}", header is null ? [] : [("x", header)]),
    ];

    private static readonly FsCheck.Gen<RoutingIntent> Calls = Gen.Choose(0, int.MaxValue - 1).Select(RoutingIntent.ForCalls);

    private static readonly TestRequest[] CallRequests =
    [
        .. from service in new[] { "shop.Cart", "shop.Carts", "a", "b" }
           from method in new[] { "Get", "Put", "get" }
           from header in new[] { "one", "two", null }
           select new TestRequest("POST", $"http://web/{service}/{method}", header is null ? [] : [("x", header)]),
    ];

    [Property]
    public Property Decide_IntentAsVirtualServiceAndNatively_IsTheSame() => Prop.ForAll(Intents.ToArbitrary(), i => AssertSame(i, i.ToVirtualService()));

    [Property]
    public Property Decide_IntentAsHttpRoutesAndNatively_IsTheSame() => Prop.ForAll(Intents.ToArbitrary(), i => AssertSame(i, i.ToHttpRoutes()));

    [Property]
    public Property Decide_IntentForCallsInAnyFormat_IsTheSame() => Prop.ForAll(Calls.ToArbitrary(), i =>
    {
        AssertSame(i, i.ToGrpcRoute(), CallRequests);
        AssertSame(i, i.ToHttpRoutes(), CallRequests);
        AssertSame(i, i.ToVirtualService(), CallRequests);
    });

    private static void AssertSame(RoutingIntent intent, string documents) => AssertSame(intent, documents, Requests);

    private static void AssertSame(RoutingIntent intent, string documents, TestRequest[] requests)
    {
        var native = new TrafficRouter(intent.ToNative());
        var imported = Imported.From(documents);

        Assert.Empty(imported.Errors);
        Assert.All(requests, request => Assert.Equal(Describe(native, request), Describe(imported.Router, request)));
    }

    private static string Describe(TrafficRouter router, TestRequest request)
    {
        var route = router.Decide(request)?.Route;
        // An only destination takes everything, so that its weight says nothing.
        if (route is { Backends: [var only] })
            return only.Backend.Name;
        return route is null ? "404" : string.Join(' ', route.Backends.Where(b => b.Weight > 0).Select(b => $"{b.Backend.Name}={b.Weight}").Order(StringComparer.Ordinal));
    }
}
