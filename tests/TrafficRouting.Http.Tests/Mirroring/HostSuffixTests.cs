namespace TrafficRouting.Http.Tests.Mirroring;

public class HostSuffixTests
{
    [Theory]
    [InlineData("a", "a-shadow")]
    [InlineData("a:80", "a-shadow:80")]
    [InlineData("reviews.default.svc:9080", "reviews.default.svc-shadow:9080")]
    [InlineData("10.0.0.1:1", "10.0.0.1-shadow:1")]
    [InlineData("[::1]", "[::1]-shadow")]
    [InlineData("[::1]:1", "[::1]-shadow:1")]
    public void WithSuffix_Authority_PutsTheSuffixBeforeThePort(string authority, string expected) =>
        Assert.Equal(expected, HostText.WithSuffix(authority, "-shadow"));
}
