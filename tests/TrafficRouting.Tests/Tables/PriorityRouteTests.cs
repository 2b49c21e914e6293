namespace TrafficRouting.Tests.Tables;

public sealed class PriorityRouteTests
{
    [Fact]
    public void Complete_WhatTheLeadingRouteLeavesOpen_IsAsOnItsRoute()
    {
        var route = Full("route");

        var whole = PriorityRoute.Complete(Given.To("v2"), route);

        Assert.Equal((7, DecisionScope.EveryAttempt), (whole.Order, whole.DecideOn));
        Assert.Same(route.RequestHeaders, whole.RequestHeaders);
        Assert.Same(route.ResponseHeaders, whole.ResponseHeaders);
        Assert.Same(route.Rewrite, whole.Rewrite);
        Assert.Same(route.Fault, whole.Fault);
        Assert.Equal((TimeSpan.FromSeconds(5), 504), (whole.Timeout, whole.TimeoutStatus));
        Assert.Same(route.Mirrors["v3"], whole.Mirrors["v3"]);
    }

    [Fact]
    public void Complete_WhatTheLeadingRouteSays_PrevailsOverItsRoute()
    {
        var leading = Full("leading");
        leading.Timeout = TimeSpan.FromSeconds(1);
        leading.TimeoutStatus = 503;

        var whole = PriorityRoute.Complete(leading, Full("route"));

        Assert.Same(leading.RequestHeaders, whole.RequestHeaders);
        Assert.Same(leading.ResponseHeaders, whole.ResponseHeaders);
        Assert.Same(leading.Rewrite, whole.Rewrite);
        Assert.Same(leading.Fault, whole.Fault);
        Assert.Equal((TimeSpan.FromSeconds(1), 503), (whole.Timeout, whole.TimeoutStatus));
        Assert.Same(leading.Mirrors["v3"], whole.Mirrors["v3"]);
    }

    [Fact]
    public void Complete_WhereRequestsGoAndWhich_IsTheLeadingRoutesAlone()
    {
        var leading = Given.To("v2", Given.Header("x-canary", "always"));
        leading.Selection = SelectionNames.RoundRobin;
        var route = Given.To("v1", Given.Path("/a"));
        route.Sticky = new() { Header = "x-user" };
        route.Redirect = new() { Host = "elsewhere" };
        route.DirectResponse = new() { Status = 200 };

        var whole = PriorityRoute.Complete(leading, route);

        Assert.Equal("v2", Assert.Single(whole.Weights).Key);
        Assert.Same(leading.Matches[0], Assert.Single(whole.Matches));
        Assert.Equal(SelectionNames.RoundRobin, whole.Selection);
        Assert.Null(whole.Sticky);
        Assert.Null(whole.Redirect);
        Assert.Null(whole.DirectResponse);
    }

    [Fact]
    public void Complete_LeavesBothAsTheyWere()
    {
        var (leading, route) = (Given.To("v2"), Full("route"));

        PriorityRoute.Complete(leading, route).Weights["v3"] = 1;

        Assert.Single(leading.Weights);
        Assert.Empty(leading.Mirrors);
        Assert.Equal("v1", Assert.Single(route.Weights).Key);
    }

    private static RouteOptions Full(string value)
    {
        var route = Given.To("v1").At(7);
        route.DecideOn = DecisionScope.EveryAttempt;
        route.RequestHeaders = new() { Set = { ["x-a"] = value } };
        route.ResponseHeaders = new() { Set = { ["x-b"] = value } };
        route.Rewrite = new() { Host = value };
        route.Fault = new() { Abort = new() { Percentage = 1, Status = 500 } };
        route.Timeout = TimeSpan.FromSeconds(5);
        route.TimeoutStatus = 504;
        route.Mirrors["v3"] = new() { Percentage = 5 };
        return route;
    }
}
