using TrafficRouting.TestKit;

namespace TrafficRouting.Rollouts.Tests.Api;

public sealed class PublicApiTests
{
    [Fact]
    public void Surface_Always_IsTheApprovedOne() => PublicApi.Approve(typeof(RolloutState).Assembly);
}
