using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Http.Tests.Laws;

/// <summary>Hosts of services meet the hosts of requests.</summary>
public sealed class HostLawTests
{
    private static readonly Gen<string> Patterns = Gen.OneOf(
        Gen.Elements(
            "[2001:db8::1]", "2001:DB8:0:0::1", "::ffff:10.0.0.1", "[::1]", "::1", "0:0:0:0:0:0:0:1", "fe80::1%eth0", "[fe80::1%25eth0]", "Reviews.", "*.Reviews.", "127.0.0.1",
            "127.1", "0x7f000001", "2130706433", "010.0.0.1", "loopback", "localhost", "a_b", "-a-", "xn--bcher-kva", "XN--BCHER-KVA", "*", "*.a.1", "*.0.0.1", "*.::1", "1.2.3", "a.", "256.1.1.1"),
        Gen.Elements("*.", "a", "B", "1", "0x1", ".", "-", "_", "xn--", ":", "[", "]", "::", "%", "@", " ", "\u00FC", "255").ArrayOf().Resize(6).Select(string.Concat));

    [Property(MaxTest = 500)]
    public Property Hosts_ThatAreAccepted_AreFoundByARequestToThem() => Prop.ForAll(Patterns.Where(IsAccepted).ToArbitrary(), pattern =>
    {
        var host = pattern == "*" ? "any" : pattern.Replace("*.", "a.", StringComparison.Ordinal);
        var called = host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host;
        var router = new TrafficRouter(Serving(pattern));
        using var byUri = new HttpRequestMessage(HttpMethod.Get, $"http://{called}:8080/");
        using var byHeader = new HttpRequestMessage(HttpMethod.Get, "http://elsewhere/") { Headers = { Host = called.TrimEnd('.') } };

        Assert.Equal(("reviews", "reviews"), (router.Explain(byUri).Service?.Name, router.Explain(byHeader).Service?.Name));
    });

    [Theory]
    [InlineData("http://10.0.0.1/", "reviews", HostSource.Header, "reviews")]
    [InlineData("http://10.0.0.1/", "reviews", HostSource.Uri, null)]
    [InlineData("http://reviews/", "admin", HostSource.Header, null)]
    [InlineData("http://reviews/", "admin", HostSource.Uri, "reviews")]
    [InlineData("http://[2001:db8::1]/", null, HostSource.Header, null)]
    public async Task Service_OfARequest_IsFoundByTheHostThatTheTableSays(string uri, string? header, HostSource source, string? expected)
    {
        var options = Routing.To(new("http://v1"), r => r.Matches.Add(new() { Host = new() { Exact = "reviews" }, Headers = { ["host"] = new() { Exact = "reviews" } } }));
        options.Host = source;
        using var primary = new StubHandler();
        using var client = options.Client(primary);
        using var request = new HttpRequestMessage(HttpMethod.Get, uri) { Headers = { Host = header } };

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected is null ? null : "v1", primary.Uris[0].Host == "v1" ? "v1" : null);
        Assert.Equal(expected, request.GetRouteDecision()?.Service.Name);
    }

    [Theory]
    [InlineData(HostSource.Header, "https://admin:99/")]
    [InlineData(HostSource.Uri, "https://reviews/")]
    public async Task Redirect_OfARequest_NamesTheHostThatItWasCalledBy(HostSource source, string expected)
    {
        var options = Routing.To(new("http://v1"), r =>
        {
            r.Weights.Clear();
            r.Redirect = new() { Scheme = "https", PortFrom = RedirectPortSource.Authority };
        });
        options.Host = source;
        options.Services["reviews"].Hosts.Add("admin");
        using var client = options.Client(new StubHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/") { Headers = { Host = "admin:99" } };

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, Assert.Single(response.Headers.GetValues("Location")));
    }

    [Theory]
    [InlineData("http://[fe80::1%25lo]:1", "fe80::1%lo")]
    [InlineData("http://[fe80::1%lo]:1/base", "fe80::1%lo")]
    [InlineData("http://[fe80::1]:1", "fe80::1")]
    [InlineData("http://[FE80:0::1%25eth0]:8443/base", "fe80::1%eth0")]
    [InlineData("https://[fe80::1%25lo]:1", "fe80::1%lo", true)]
    public async Task Address_WithAZone_IsConnectedToInThatZone(string address, string expected, bool isEndpoint = false)
    {
        string? connected = null;
        var options = Routing.To(new("http://unused"));
        options.Backends["v1"] = isEndpoint ? new() { Endpoints = { ["a"] = new() { Address = address } } } : new() { Address = address };
        using var client = options.Client(new SocketsHttpHandler
        {
            ConnectCallback = (context, _) =>
            {
                connected = context.DnsEndPoint.Host.Trim('[', ']');
                throw new HttpRequestException("no further");
            },
        });

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("http://reviews/a", TestContext.Current.CancellationToken));

        Assert.Equal(expected, connected);
    }

    private static bool IsAccepted(string pattern) => TrafficRoutingOptionsValidator.Inspect(Serving(pattern)).All(f => f.Severity != FindingSeverity.Error);

    private static TrafficRoutingOptions Serving(string pattern)
    {
        var options = Routing.To(new("http://v1"));
        options.Services["reviews"].Hosts.Clear();
        options.Services["reviews"].Hosts.Add(pattern);
        return options;
    }
}
