using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.TestKit;

namespace TrafficRouting.Yarp.Tests.Api;

public sealed class PublicApiTests
{
    [Fact]
    public void Surface_Always_IsTheApprovedOne() => PublicApi.Approve(typeof(TrafficRoutingReverseProxyBuilderExtensions).Assembly);
}
