using TrafficRouting.TestKit;

namespace TrafficRouting.Manifests.Tests.Api;

public sealed class PublicApiTests
{
    [Fact]
    public void Surface_Always_IsTheApprovedOne() => PublicApi.Approve(typeof(TrafficManifestOptions).Assembly);
}
