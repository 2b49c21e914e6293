using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace TrafficRouting.Http.Tests.Registration;

/// <summary>Several tables in one container, each for clients of its own.</summary>
public sealed class NamedTableTests
{
    private static readonly IConfigurationRoot Configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["TrafficRouting:Backends:v1:Address"] = "http://shop-v1",
        ["TrafficRouting:Services:api:Hosts:0"] = "api",
        ["TrafficRouting:Services:api:Routes:all:Weights:v1"] = "1",
        ["Payments:Backends:v1:Address"] = "http://payments-v1",
        ["Payments:Services:api:Hosts:0"] = "api",
        ["Payments:Services:api:Routes:all:Weights:v1"] = "1",
    }).Build();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clients_OfDifferentTables_AreRoutedAndObservedApart()
    {
        var services = new ServiceCollection();
        services.AddTrafficRouting(Configuration.GetSection("TrafficRouting")).AddObserver<ShopObserver>();
        services.AddTrafficRouting("payments", Configuration.GetSection("Payments")).AddObserver<PaymentsObserver>();
        services.AddSingleton<IRoutingObserver, BothObserver>();
        var seen = new Seen();
        services.AddSingleton(seen);
        services.AddHttpClient("shop").AddTrafficRouting().ConfigurePrimaryHttpMessageHandler(() => new StubHandler(r => new() { Content = new StringContent(r.RequestUri!.Host) }));
        services.AddHttpClient("payments").AddTrafficRouting("payments").ConfigurePrimaryHttpMessageHandler(() => new StubHandler(r => new() { Content = new StringContent(r.RequestUri!.Host) }));
        using var provider = services.BuildServiceProvider();
        var factory = provider.GetRequiredService<IHttpClientFactory>();

        Assert.Equal("shop-v1", await factory.CreateClient("shop").GetStringAsync("http://api/", Token));
        Assert.Equal("payments-v1", await factory.CreateClient("payments").GetStringAsync("http://api/", Token));

        Assert.Equal(["ShopObserver shop-v1", "BothObserver shop-v1", "PaymentsObserver payments-v1", "BothObserver payments-v1"], seen.OrderBy(s => s[^11..]).ThenBy(s => s.StartsWith("Both", StringComparison.Ordinal)).OrderByDescending(s => s.Contains("shop", StringComparison.Ordinal)));
        Assert.NotSame(provider.GetRequiredService<TrafficRouter>(), provider.GetRequiredKeyedService<TrafficRouter>("payments"));
        Assert.Same(provider.GetRequiredService<TrafficRouter>(), provider.GetRequiredKeyedService<TrafficRouter>(""));
        Assert.Equal("http://payments-v1", provider.GetRequiredService<IOptionsMonitor<TrafficRoutingOptions>>().Get("payments").Backends["v1"].Address);
    }

    [Fact]
    public async Task HostStart_WithAnInvalidNamedTable_FailsWithThePathOfItsOwnSection()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddTrafficRouting(Configuration.GetSection("TrafficRouting"));
        builder.Services.AddTrafficRouting("payments", new ConfigurationBuilder().AddInMemoryCollection([new("Payments:Backends:v1:Adress", "x")]).Build().GetSection("Payments"));
        using var host = builder.Build();

        var invalid = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));

        Assert.All(invalid.Failures, f => Assert.StartsWith("Payments:", f, StringComparison.Ordinal));
        Assert.Equal("payments", invalid.OptionsName);
    }

    [Theory]
    [InlineData("", "There is no route table without a name. Say that 'payments' is meant: AddTrafficRouting(\"payments\") on a client")]
    [InlineData("payment", "Did you mean 'payments'?")]
    public async Task HostStart_WithAClientOfNoneOfTheTables_NamesThem(string table, string fragment)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddTrafficRouting("payments", Configuration.GetSection("Payments"));
        builder.Services.AddHttpClient("shop").AddTrafficRouting(table);
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Token));

        Assert.Contains(fragment, error.Message, StringComparison.Ordinal);
        Assert.Equal(error.Message, Assert.Throws<InvalidOperationException>(() => host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("shop")).Message);
    }

    [Fact]
    public async Task HostStart_WithClientsOfATableNobodyRegistered_SaysWhatToCall()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddHttpClient("payments").AddTrafficRouting("payments");
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Token));

        Assert.Contains("services.AddTrafficRouting(\"payments\", section)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SecondSection_ForOneTable_IsRejectedAtOnce()
    {
        var services = new ServiceCollection();
        services.AddTrafficRouting(Configuration.GetSection("TrafficRouting"));

        var unnamed = Assert.Throws<InvalidOperationException>(() => services.AddTrafficRouting(Configuration.GetSection("Payments")));
        services.AddTrafficRouting("payments", Configuration.GetSection("Payments"));
        var named = Assert.Throws<InvalidOperationException>(() => services.AddTrafficRouting("payments", Configuration.GetSection("Other")));

        Assert.Contains("AddTrafficRouting(\"payments\", section)", unnamed.Message, StringComparison.Ordinal);
        Assert.Contains("has the section 'Payments' already", named.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Name_OfATableWithOtherCharacters_IsRejected() =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddTrafficRouting("pay/ments"));

    private sealed class Seen : System.Collections.Concurrent.ConcurrentQueue<string>;

    private class Observer(Seen seen) : IRoutingObserver
    {
        public void OnCompleted(in RoutedAttempt attempt) => seen.Enqueue($"{GetType().Name} {attempt.Decision.Backend!.Endpoints[0].Address.Host}");
    }

    private sealed class ShopObserver(Seen seen) : Observer(seen);

    private sealed class PaymentsObserver(Seen seen) : Observer(seen);

    private sealed class BothObserver(Seen seen) : Observer(seen);
}
