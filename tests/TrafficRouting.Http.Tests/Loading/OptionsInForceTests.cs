using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace TrafficRouting.Http.Tests.Loading;

/// <summary>Whoever asks the container for options gets those that the router has, and hooks into them as into any others.</summary>
public sealed class OptionsInForceTests
{
    private readonly ReloadableSource _source = new ReloadableSource().With(ReloadableSource.Weights(1, 0));

    [Fact]
    public void Options_OfAValidConfiguration_AreACopyOfThoseInForce()
    {
        using var provider = Build();
        var options = provider.GetRequiredService<IOptions<TrafficRoutingOptions>>().Value;

        options.Services["reviews"].Routes["all"].Weights["v1"] = 77;
        options.Backends.Clear();
        _source.With(ReloadableSource.Weights(1, 1)).Reload();

        Assert.Equal([1, 1], Weights(provider));
    }

    [Fact]
    public void Options_OfAnInvalidConfiguration_AreValidatedAsTheRoutersAre()
    {
        _source.With(ReloadableSource.Weights(-1, 0));
        using var provider = Build();

        var ofOptions = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<TrafficRoutingOptions>>().Value);
        var ofRouter = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<TrafficRouter>());

        Assert.Equal(ofRouter.Failures, ofOptions.Failures);
    }

    [Fact]
    public void Monitor_AfterARejectedReload_ShowsTheLastGoodOptions()
    {
        using var provider = Build();
        var monitor = provider.GetRequiredService<IOptionsMonitor<TrafficRoutingOptions>>();
        var seen = new List<int>();
        var router = provider.GetRequiredService<TrafficRouter>();
        monitor.OnChange(o =>
        {
            seen.Add(o.Services["reviews"].Routes["all"].Weights["v1"]);
            // Told after the swap.
            Assert.Equal(seen[^1], router.Table.Services[0].Routes[0].Backends.First(b => b.Backend.Name == "v1").Weight);
        });

        _source.With(ReloadableSource.Weights(-1, 0)).Reload();
        Assert.Equal(1, monitor.CurrentValue.Services["reviews"].Routes["all"].Weights["v1"]);
        _source.With(ReloadableSource.Weights(5, 5)).Reload();

        Assert.Equal(5, monitor.CurrentValue.Services["reviews"].Routes["all"].Weights["v1"]);
        Assert.Equal([5], seen);
    }

    [Fact]
    public void PostConfigure_OnEachLoad_ChangesACopyAndKeepsWhatItDidNotTouch()
    {
        var logs = new FakeLogCollector();
        using var provider = Build(s => s
            .AddLogging(l => l.AddProvider(new FakeLoggerProvider(logs)))
            .PostConfigure<TrafficRoutingOptions>(o => o.Backends["v2"].PreserveHost = true));
        Assert.True(provider.GetRequiredService<TrafficRouter>().Table.Backends["v2"].Options.PreserveHost);

        _source.With(ReloadableSource.Weights(3, 7)).Reload();

        Assert.Equal([3, 7], Weights(provider));
        Assert.Equal("Traffic routing accepted a new configuration: service reviews changed.", logs.LatestRecord.Message);
    }

    [Fact]
    public void PostConfigure_ThatThrowsOnAReload_KeepsTheLastGoodTable()
    {
        var fails = false;
        using var provider = Build(s => s.PostConfigure<TrafficRoutingOptions>(_ =>
        {
            if (fails)
                throw new InvalidOperationException("not now");
        }));
        Assert.Equal([1, 0], Weights(provider));

        fails = true;
        _source.With(ReloadableSource.Weights(3, 7)).Reload();
        Assert.Equal([1, 0], Weights(provider));

        fails = false;
        _source.With(ReloadableSource.Weights(4, 6)).Reload();
        Assert.Equal([4, 6], Weights(provider));
    }

    [Fact]
    public void Validation_OfTheApplicationsOwn_IsPartOfTheRouters()
    {
        using var provider = Build(s => s.AddOptions<TrafficRoutingOptions>().Validate(o => o.Backends.Count < 2, "At most one backend."));

        var invalid = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<TrafficRouter>());

        Assert.Equal(["TrafficRouting: At most one backend."], invalid.Failures);
    }

    [Fact]
    public void Code_WithATokenOfItsOwn_RunsAgainOnlyWhenItIsRaised()
    {
        var (runs, token) = (0, new Token());
        using var provider = Build(s =>
        {
            s.AddTrafficRouting(o => o.Backends["code"] = new() { Address = $"http://code{++runs}" });
            s.AddSingleton<IOptionsChangeTokenSource<TrafficRoutingOptions>>(token);
        });
        var router = provider.GetRequiredService<TrafficRouter>();

        _source.With(ReloadableSource.Weights(3, 7)).Reload();
        Assert.Equal("code1", router.Table.Backends["code"].Endpoints[0].Address.Host);
        token.Raise();

        Assert.Equal("code2", router.Table.Backends["code"].Endpoints[0].Address.Host);
    }

    private static int[] Weights(IServiceProvider provider) =>
        [.. provider.GetRequiredService<TrafficRouter>().Table.Services[0].Routes[0].Backends.Select(b => b.Weight)];

    private ServiceProvider Build(Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddTrafficRouting(new ConfigurationBuilder().Add(_source).Build().GetSection("TrafficRouting"));
        configure?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private sealed class Token : IOptionsChangeTokenSource<TrafficRoutingOptions>
    {
        private ConfigurationReloadToken _token = new();

        public string? Name => null;

        public IChangeToken GetChangeToken() => _token;

        public void Raise() => Interlocked.Exchange(ref _token, new()).OnReload();
    }
}
