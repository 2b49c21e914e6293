using FsCheck.Fluent;
using TrafficRouting.Tables;
using TrafficRouting.TestKit;

namespace TrafficRouting.Manifests.Tests.Intents;

/// <summary>One intent, written in each format, decides alike for every request.</summary>
public sealed class CrossFormatTests
{
    private static readonly string[] Paths = ["/", "/a", "/b", "/c", "/a/b", "/a/c", "/a/b/c", "/a/b/d"];

    [Fact]
    public void Decide_IntentAsVirtualServiceAndNatively_IsTheSame() =>
        Property.Holds(Gen.Choose(0, int.MaxValue - 1).Select(RoutingIntent.From), intent =>
        {
            var native = new TrafficRouter(intent.ToNative());
            var imported = Imported.From(intent.ToVirtualService());

            Assert.Empty(imported.Errors);
            Assert.All(Requests(), request => Assert.Equal(Describe(native, request), Describe(imported.Router, request)));
        });

    internal static IEnumerable<TestRequest> Requests() =>
        from path in Paths
        from method in new[] { "GET", "POST" }
        from header in new[] { "one", "two" }
        select new TestRequest(method, $"http://web{path}", ("x", header));

    internal static string Describe(TrafficRouter router, TestRequest request)
    {
        var route = router.Decide(request)?.Route;
        // An only destination takes everything, so that its weight says nothing.
        if (route is { Backends: [var only] })
            return only.Backend.Name;
        return route is null ? "404" : string.Join(' ', route.Backends.Where(b => b.Weight > 0).Select(b => $"{b.Backend.Name}={b.Weight}").Order(StringComparer.Ordinal));
    }
}
