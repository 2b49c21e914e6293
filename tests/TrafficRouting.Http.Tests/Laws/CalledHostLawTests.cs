using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Http.Tests.Laws;

/// <summary>What a handler remembers of the host that its client calls decides nothing.</summary>
public sealed class CalledHostLawTests
{
    private static readonly Gen<string> Uris = Gen.Elements(
        "http://reviews/a", "http://reviews/b?c=d", "http://reviews", "http://reviews?c", "https://reviews/a", "HTTP://reviews/a", "http://Reviews/a", "http://reviews:80/a", "http://reviews:8080/a",
        "http://reviews./a", "http://reviews.shop/a", "http://reviewsx/a", "http://user@reviews/a", "http://reviews@elsewhere/a", "http://reviews/../a", "http://reviews/%61", "http://elsewhere/a",
        "http://elsewhere/reviews", "http://[::1]/a");

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (8, Uris.Select(uri => new Step(uri, Host: null, IsReload: false))),
        (2, from uri in Uris from host in Gen.Elements("reviews", "elsewhere", "nobody") select new Step(uri, host, IsReload: false)),
        (1, Gen.Constant(new Step("", Host: null, IsReload: true))));

    [Property(MaxTest = 300)]
    public Property Handler_OfManyRequests_SendsEachWhereOneOfItsOwnWould() => Prop.ForAll(Steps.ArrayOf().ToArbitrary(), steps =>
    {
        var router = new TrafficRouter(Serving("reviews"));
        using var primary = new StubHandler();
        using var lasting = new HttpMessageInvoker(new TrafficRoutingHandler(router) { InnerHandler = primary });
        var isReloaded = false;
        foreach (var step in steps)
        {
            if (step.IsReload)
            {
                isReloaded = !isReloaded;
                router.Update(Serving(isReloaded ? "elsewhere" : "reviews"));
                continue;
            }

            using var fresh = new HttpMessageInvoker(new TrafficRoutingHandler(router) { InnerHandler = primary }, disposeHandler: false);
            Assert.Equal(Sent(fresh, step), Sent(lasting, step));
        }

        (string, string?) Sent(HttpMessageInvoker invoker, Step step)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, step.Uri) { Headers = { Host = step.Host } };
            using var response = invoker.Send(request, CancellationToken.None);
            return (primary.Uris[^1].AbsoluteUri, request.GetRouteDecision()?.Service.Name);
        }
    });

    [Fact]
    public void Handler_IdleSinceAReload_KeepsNothingOfTheTableBefore()
    {
        var router = new TrafficRouter(Serving("reviews"));
        var pipeline = new RoutingPipeline(router, TimeProvider.System, [], TrafficRoutingMetrics.Shared);
        using var primary = new StubHandler();
        using var idle = new HttpMessageInvoker(new TrafficRoutingHandler(pipeline) { InnerHandler = primary });
        using var busy = new HttpMessageInvoker(new TrafficRoutingHandler(pipeline) { InnerHandler = primary }, disposeHandler: false);

        var before = ServiceCalled(idle, router);
        router.Update(Serving("reviews"));
        ServiceCalled(busy, router);
        GC.Collect();

        Assert.False(before.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference ServiceCalled(HttpMessageInvoker invoker, TrafficRouter router)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a");
        invoker.Send(request, CancellationToken.None).Dispose();
        return new(router.Table.Tables[0]);
    }

    private static TrafficRoutingOptions Serving(string host)
    {
        var options = Routing.To(new("http://v1"));
        options.Services["reviews"].Hosts.Clear();
        options.Services["reviews"].Hosts.Add(host);
        return options;
    }

    private sealed record Step(string Uri, string? Host, bool IsReload);
}
