using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Loading;

public sealed class RouterLoaderTests
{
    private readonly ReloadableSource _source = new();
    private readonly FakeLogCollector _logs = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task HostStart_WithAnInvalidSection_FailsWithEveryErrorAndItsPath()
    {
        _source.With([.. ReloadableSource.Weights(-1, 5), ("Backends:v3:Adress", "http://v3")]);
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.Sources.Add(_source);
        builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting"));
        using var host = builder.Build();

        var thrown = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));

        Assert.Contains(thrown.Failures, f => f.Contains("TrafficRouting:Services:reviews:Routes:all:Weights:v1", StringComparison.Ordinal));
        Assert.Contains(thrown.Failures, f => f.Contains("TrafficRouting:Backends:v3:Adress", StringComparison.Ordinal));
    }

    [Fact]
    public void CreateClient_WithoutAHostAndAnInvalidSection_Fails()
    {
        using var provider = Build(_source.With(ReloadableSource.Weights(0, 0)));

        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IHttpClientFactory>().CreateClient("reviews"));
    }

    [Fact]
    public void CreateClient_WithInvalidOptionsWrittenInCode_Fails()
    {
        var services = new ServiceCollection();
        services.AddTrafficRouting(o => o.Backends["v1"] = new() { Address = "relative" });
        services.AddHttpClient("reviews").AddTrafficRouting();
        using var provider = services.BuildServiceProvider();

        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IHttpClientFactory>().CreateClient("reviews"));
    }

    [Fact]
    public void CreateClient_WithoutAnyConfiguration_SaysWhatToCall()
    {
        var services = new ServiceCollection();
        services.AddHttpClient("reviews").AddTrafficRouting();
        using var provider = services.BuildServiceProvider();

        var thrown = Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<IHttpClientFactory>().CreateClient("reviews"));

        Assert.Contains("services.AddTrafficRouting", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Registrations_OfSectionAndCode_AreLaidOverEachOther()
    {
        var services = new ServiceCollection();
        services.AddSingleton(new Uri("http://from-services"));
        services.AddTrafficRouting(Section(_source.With(ReloadableSource.Weights(1, 0))));
        services.AddTrafficRouting((o, provider) => o.Backends["v3"] = new() { Address = provider.GetRequiredService<Uri>().ToString() });
        services.PostConfigure<TrafficRoutingOptions>(o => o.Services["reviews"].Hosts.Add("*.reviews.example"));
        using var provider = services.BuildServiceProvider();

        var table = provider.GetRequiredService<TrafficRouter>().Table;

        Assert.Equal(["reviews", "*.reviews.example"], Assert.Single(table.Services).Options.Hosts);
        Assert.Equal("from-services", table.Backends["v3"].Endpoints[0].Address.Host);
    }

    [Fact]
    public void Reload_OfAGoodSection_IsAccepted()
    {
        using var provider = Build(_source.With(ReloadableSource.Weights(1, 0)));
        var router = provider.GetRequiredService<TrafficRouter>();

        _source.With(ReloadableSource.Weights(3, 7)).Reload();

        Assert.Equal([3, 7], Weights(router));
    }

    [Fact]
    public void Reload_WhileTheFirstTableIsMade_IsNotLost()
    {
        var services = new ServiceCollection();
        services.AddTrafficRouting(Section(_source.With(ReloadableSource.Weights(1, 0))));
        var isFirst = true;
        services.AddTrafficRouting(_ =>
        {
            if (isFirst)
            {
                isFirst = false;
                _source.With(ReloadableSource.Weights(3, 7)).Reload();
            }
        });
        using var provider = services.BuildServiceProvider();

        Assert.Equal([3, 7], Weights(provider.GetRequiredService<TrafficRouter>()));
    }

    [Fact]
    public void Reload_OfABadSection_KeepsTheLastGoodTableAndIsToldOnce()
    {
        using var provider = Build(_source.With(ReloadableSource.Weights(1, 0)));
        var router = provider.GetRequiredService<TrafficRouter>();
        var before = router.Table;
        using var counted = provider.GetRequiredService<IMeterFactory>().Collect<long>("traffic_routing.reloads");

        _source.With(ReloadableSource.Weights(-1, 5)).Reload();
        _source.Reload();

        Assert.Same(before, router.Table);
        Assert.Contains("Weights:v1", Assert.Single(_logs.Errors()), StringComparison.Ordinal);
        Assert.Equal(["outcome=rejected"], counted.Tags());

        _source.With(ReloadableSource.Weights(4, 6)).Reload();

        Assert.Equal([4, 6], Weights(router));
        Assert.Equal(["outcome=rejected", "outcome=accepted"], counted.Tags());
    }

    [Fact]
    public void Reload_OfAnEmptiedSection_IsRejected()
    {
        using var provider = Build(_source.With(ReloadableSource.Weights(1, 0)));
        var router = provider.GetRequiredService<TrafficRouter>();
        var before = router.Table;

        // Of a provider that still has keys of others: one that is wholly empty is not believed at the first look.
        _source.WithRaw(("Logging", "x")).Reload();

        Assert.Same(before, router.Table);
        Assert.Single(_logs.Errors());
    }

    [Fact]
    public void Reload_AfterTheProviderIsDisposed_IsNotHeard()
    {
        var provider = Build(_source.With(ReloadableSource.Weights(1, 0)));
        var router = provider.GetRequiredService<TrafficRouter>();
        var before = router.Table;
        provider.Dispose();

        _source.With(ReloadableSource.Weights(3, 7)).Reload();

        Assert.Same(before, router.Table);
    }

    [Fact]
    public void Reload_WhileAProviderCannotBeRead_KeepsItsKeysAndLivesOn()
    {
        var faulty = new FaultyProvider(_source.With(ReloadableSource.Weights(1, 0)));
        using var provider = Build(new ConfigurationRoot([faulty]).GetSection("TrafficRouting"));
        var router = provider.GetRequiredService<TrafficRouter>();

        faulty.IsFaulty = true;
        _source.With(ReloadableSource.Weights(3, 7)).Reload();
        Assert.Equal([1, 0], Weights(router));
        Assert.Contains("FaultyProvider cannot be read", Assert.Single(_logs.Errors()), StringComparison.Ordinal);

        faulty.IsFaulty = false;
        _source.Reload();
        Assert.Equal([3, 7], Weights(router));
    }

    private static int[] Weights(TrafficRouter router) => [.. router.Table.Services[0].Routes[0].Backends.Select(b => b.Weight)];

    private static IConfigurationSection Section(ReloadableSource source) =>
        new ConfigurationBuilder().Add(source).Build().GetSection("TrafficRouting");

    private ServiceProvider Build(ReloadableSource source) => Build(Section(source));

    private ServiceProvider Build(IConfigurationSection section)
    {
        var services = new ServiceCollection();
        services.AddLogging(l => l.AddProvider(new FakeLoggerProvider(_logs)));
        services.AddTrafficRouting(section);
        services.AddHttpClient("reviews").AddTrafficRouting();
        return services.BuildServiceProvider();
    }

    private sealed class FaultyProvider(IConfigurationProvider inner) : IConfigurationProvider
    {
        public bool IsFaulty { get; set; }

        public IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) =>
            IsFaulty ? throw new InvalidOperationException("Collection was modified.") : inner.GetChildKeys(earlierKeys, parentPath);

        public IChangeToken GetReloadToken() => inner.GetReloadToken();

        public void Load() => inner.Load();

        public void Set(string key, string? value) => inner.Set(key, value);

        public bool TryGet(string key, out string? value) => inner.TryGet(key, out value);
    }
}
