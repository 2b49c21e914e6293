using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Api;

public sealed class PublicApiTests
{
    [Fact]
    public void Surface_Always_IsTheApprovedOne() => PublicApi.Approve(typeof(TrafficRoutingHandler).Assembly);
}
