using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.TestKit;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace TrafficRouting.Yarp.Tests;

/// <summary>Which clients of a gateway are routed, by which table, and over what.</summary>
public sealed class GatewayClientTests : IAsyncLifetime
{
    private BackendServer _v1 = null!;
    private BackendServer _v2 = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _v1 = await BackendServer.StartAsync("v1");
        _v2 = await BackendServer.StartAsync("v2");
    }

    public async ValueTask DisposeAsync()
    {
        await _v1.DisposeAsync();
        await _v2.DisposeAsync();
    }

    [Fact]
    public async Task ConfiguredClients_CalledBefore_KeepTheirHandlers()
    {
        var configured = new List<string>();
        await using var gateway = await Gateway.StartAsync(
            Tables.Split(_v1, _v2), build: p => p.ConfigureHttpClient((context, _) => configured.Add(context.ClusterId)).AddTrafficRouting().AddTrafficRouting());
        using var client = gateway.Client();

        await client.GetStringAsync("/", Token);
        await client.GetStringAsync("/", Token);

        Assert.Equal(["shop"], configured);
        Assert.Equal((1, 1), (_v1.Count, _v2.Count));
    }

    [Fact]
    public async Task Factory_RegisteredAfterwards_StopsTheHost()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Gateway.StartAsync(Tables.Split(_v1, _v2), build: p => p.AddTrafficRouting().Services.AddSingleton<IForwarderHttpClientFactory>(new OwnFactory([]))));

        Assert.Contains("Call AddTrafficRouting last on the reverse proxy's builder", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Factory_OfTheApplication_MakesTheClientsBehindRouting()
    {
        var made = new List<string>();
        await using var gateway = await Gateway.StartAsync(Tables.Split(_v1, _v2), build: p =>
        {
            p.Services.AddSingleton<IForwarderHttpClientFactory>(new OwnFactory(made));
            p.AddTrafficRouting();
        });
        using var client = gateway.Client();

        await client.GetStringAsync("/", Token);

        Assert.Equal(["shop"], made);
        Assert.Equal(1, _v1.Count + _v2.Count);
    }

    [Fact]
    public async Task Cluster_ChangedElsewhere_KeepsItsClientAndConnections()
    {
        await using var gateway = await Gateway.StartAsync(Tables.Split(_v1, _v2));
        var factory = gateway.Services.GetRequiredService<IForwarderHttpClientFactory>();
        ForwarderHttpClientContext Context(HttpMessageInvoker? old, params (string, string)[] metadata) => new()
        {
            ClusterId = "shop",
            OldClient = old,
            OldConfig = HttpClientConfig.Empty,
            NewConfig = HttpClientConfig.Empty,
            NewMetadata = metadata.ToDictionary(m => m.Item1, m => m.Item2, StringComparer.Ordinal),
        };
        var first = factory.CreateClient(Context(null));

        var same = factory.CreateClient(Context(first, ("team", "a")));
        var plain = factory.CreateClient(Context(same, ("trafficrouting.enabled", "FALSE")));
        var again = factory.CreateClient(Context(plain));

        Assert.Same(first, same);
        Assert.NotSame(first, plain);
        Assert.IsType<HttpMessageInvoker>(plain);
        Assert.NotSame(plain, again);
    }

    [Fact]
    public async Task Cluster_ThatNamesATable_IsRoutedByIt()
    {
        await using var gateway = await Gateway.StartAsync(
            Tables.Split(_v1, _v1),
            Gateway.Shop with { Metadata = new Dictionary<string, string> { ["TrafficRouting.Table"] = "payments" } },
            build: p =>
            {
                p.Services.AddTrafficRouting("payments", Tables.Split(_v2, _v2));
                p.AddTrafficRouting();
            });
        using var client = gateway.Client();

        Assert.Equal("v2", await client.GetStringAsync("/", Token));
    }

    [Fact]
    public async Task Gateway_OfANamedTable_IsRoutedByIt()
    {
        await using var gateway = await Gateway.StartAsync(Tables.Split(_v1, _v1), build: p =>
        {
            p.Services.AddTrafficRouting("edge", Tables.Split(_v2, _v2));
            p.AddTrafficRouting("edge");
        });
        using var client = gateway.Client();

        Assert.Equal("v2", await client.GetStringAsync("/", Token));
    }

    [Fact]
    public async Task Cluster_LeftOut_IsForwardedAsBefore()
    {
        var cluster = Gateway.Shop with
        {
            Metadata = new Dictionary<string, string> { ["TrafficRouting.Enabled"] = "false" },
            Destinations = new Dictionary<string, DestinationConfig> { ["raw"] = new() { Address = _v1.Address.ToString() } },
        };
        await using var gateway = await Gateway.StartAsync(
            Tables.Split(_v2, _v2, o => o.Services["shop"].Hosts.Add("*")), cluster);
        using var client = gateway.Client();

        Assert.Equal("v1", await client.GetStringAsync("/", Token));
    }

    [Theory]
    [InlineData("TrafficRouting.Table", "nowhere", "There is no route table 'nowhere'.")]
    [InlineData("TrafficRouting.Enabled", "off", "'TrafficRouting.Enabled' is 'off'. Write true or false.")]
    [InlineData("trafficrouting.enable", "true", "'trafficrouting.enable' is not known. Known are 'TrafficRouting.Enabled' and 'TrafficRouting.Table'.")]
    public async Task Metadata_ThatCannotBe_StopsTheHost(string key, string value, string message)
    {
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => Gateway.StartAsync(
            Tables.Split(_v1, _v2), Gateway.Shop with { Metadata = new Dictionary<string, string> { [key] = value } }));

        Assert.Contains(message, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forwarders_MappedDirectly_AreRoutedToo()
    {
        await using var gateway = await Gateway.StartAsync(Tables.Split(_v1, _v2), map: app => app.MapForwarder("/direct/{**rest}", "http://shop"));
        using var client = gateway.Client();

        await client.GetStringAsync("/direct/a", Token);
        await client.GetStringAsync("/direct/b", Token);

        Assert.Equal((1, 1), (_v1.Count, _v2.Count));
    }

    private sealed class OwnFactory(List<string> made) : IForwarderHttpClientFactory
    {
        public HttpMessageInvoker CreateClient(ForwarderHttpClientContext context)
        {
            made.Add(context.ClusterId);
            return new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false });
        }
    }
}
