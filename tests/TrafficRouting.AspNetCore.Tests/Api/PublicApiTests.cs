using TrafficRouting.TestKit;

namespace TrafficRouting.AspNetCore.Tests.Api;

public sealed class PublicApiTests
{
    [Fact]
    public void Surface_Always_IsTheApprovedOne() => PublicApi.Approve(typeof(TrafficPageOptions).Assembly);
}
