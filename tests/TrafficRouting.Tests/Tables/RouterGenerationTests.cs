using Microsoft.Extensions.Options;
using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Tables;

public sealed class RouterGenerationTests
{
    private static readonly TestRequest Request = new("GET", "http://reviews/");

    private readonly TrafficRouter _router = new(Split());

    [Fact]
    public void Accept_OverlaysOfParts_AreInForceWithTheirOptionsAndReplaceThoseOfTheLoadBefore()
    {
        _router.Accept(Split(), _ => [Overlay("rollout", "v2")], generation: 1);
        Assert.Equal(("v2", 1L), (Backend(), _router.Generation));

        _router.Accept(Split(), _ => [Overlay("other rollout", "v3")], generation: 2);
        Assert.Equal(("v3", 2L), (Backend(), _router.Generation));

        _router.Accept(Split(), _ => [], generation: 3);
        Assert.Equal("v1", Backend());
    }

    [Fact]
    public void Accept_OverlayOfTheApplication_StaysInForce()
    {
        _router.SetOverlay(Overlay("application", "v2"));

        _router.Accept(Split(), _ => [], generation: 1);

        Assert.Equal("v2", Backend());
    }

    [Fact]
    public void Accept_PartOverARouteThatTheApplicationHas_IsRejectedAndKeepsWhatIsInForce()
    {
        _router.SetOverlay(Overlay("application", "v2"));
        var before = _router.Table;

        var error = Assert.Throws<OptionsValidationException>(() => _router.Accept(Split(), _ => [Overlay("rollout", "v3")], generation: 1));

        Assert.Contains("'application' has it", error.Message, StringComparison.Ordinal);
        Assert.Equal((before, 0L), (_router.Table, _router.Generation));
    }

    [Fact]
    public void TrySetOverlay_OfAnOlderLoad_IsNotSet()
    {
        _router.Accept(Split(), _ => [], generation: 7);

        Assert.False(_router.TrySetOverlay(Overlay("rollout", "v2"), generation: 6));
        Assert.Equal("v1", Backend());
        Assert.True(_router.TrySetOverlay(Overlay("rollout", "v2"), generation: 7));
        Assert.Equal("v2", Backend());
    }

    [Fact]
    public void TrySetOverlay_SetBeforeTheNextLoad_GoesWithIt()
    {
        _router.Accept(Split(), _ => [], generation: 1);
        _router.TrySetOverlay(Overlay("rollout", "v2"), generation: 1);

        _router.Accept(Split(), _ => [], generation: 2);

        Assert.Equal("v1", Backend());
    }

    [Fact]
    public void TryRemoveOverlay_OfAnOlderLoad_LeavesIt()
    {
        _router.Accept(Split(), _ => [Overlay("rollout", "v2")], generation: 2);

        Assert.False(_router.TryRemoveOverlay("rollout", generation: 1));
        Assert.Equal("v2", Backend());
        Assert.True(_router.TryRemoveOverlay("rollout", generation: 2));
        Assert.Equal("v1", Backend());
    }

    [Fact]
    public void TableChanged_AcceptAndOverlays_RaiseItOnceEachUnlessNothingChanged()
    {
        var raised = 0;
        _router.TableChanged += (_, _) => raised++;

        _router.Accept(Split(), _ => [], generation: 1);
        _router.TrySetOverlay(Overlay("rollout", "v2"), generation: 1);
        _router.TrySetOverlay(Overlay("rollout", "v2"), generation: 0);
        _router.TryRemoveOverlay("rollout", generation: 0);
        _router.TryRemoveOverlay("rollout", generation: 1);

        Assert.Equal(3, raised);
    }

    private string? Backend() => _router.Decide(in Request)?.Backend?.Name;

    private static TrafficRoutingOptions Split() => Given.Routes(("all", Given.Split(("v1", 1), ("v2", 0))));

    private static RouteOverlay Overlay(string owner, string backend) => new()
    {
        Owner = owner,
        Service = "reviews",
        Route = "all",
        Weights = new Dictionary<string, int> { [backend] = 1 },
    };
}
