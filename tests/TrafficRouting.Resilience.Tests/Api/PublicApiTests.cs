using TrafficRouting.TestKit;

namespace TrafficRouting.Resilience.Tests.Api;

public sealed class PublicApiTests
{
    [Fact]
    public void Surface_Always_IsTheApprovedOne() => PublicApi.Approve(typeof(TrafficResilienceOptions).Assembly);
}
