using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using TrafficRouting.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Loading;

/// <summary>A change that is none of routing's does nothing, and nothing that goes wrong around a reload gets out of it.</summary>
public sealed class QuietReloadTests
{
    private readonly ReloadableSource _source = new ReloadableSource().With(ReloadableSource.Weights(1, 0));
    private readonly FakeLogCollector _logs = new();
    private readonly FakeClock _clock = new();

    [Fact]
    public void Reload_OfOtherKeys_DoesNothingAtAll()
    {
        var other = new ReloadableSource();
        using var provider = Build(new ConfigurationBuilder().Add(other).Add(_source).Build());
        var router = provider.GetRequiredService<TrafficRouter>();
        using var reloads = provider.GetRequiredService<IMeterFactory>().Collect<long>("traffic_routing.reloads");
        var changed = 0;
        router.TableChanged += (_, _) => changed++;
        provider.GetRequiredService<IOptionsMonitor<TrafficRoutingOptions>>().OnChange(_ => changed++);
        var (table, logged) = (router.Table, _logs.GetSnapshot().Count);

        other.WithRaw(("Logging:LogLevel:Default", "Debug")).Reload();
        _source.With(ReloadableSource.Weights(1, 0)).Reload();
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((table, logged, 0), (router.Table, _logs.GetSnapshot().Count, changed));
        Assert.Empty(reloads.GetMeasurementSnapshot());
    }

    [Theory]
    [InlineData("order")]
    [InlineData("case")]
    [InlineData("provider")]
    [InlineData("default")]
    public void Reload_OfTheSameInOtherWords_DoesNothingAtAll(string words)
    {
        var other = new ReloadableSource();
        using var provider = Build(new ConfigurationBuilder().Add(other).Add(_source).Build());
        var router = provider.GetRequiredService<TrafficRouter>();
        var (table, logged, changed) = (router.Table, _logs.GetSnapshot().Count, 0);
        router.TableChanged += (_, _) => changed++;
        var keys = ReloadableSource.Weights(1, 0);

        if (words == "provider")
            other.With(keys[..2]);
        _source.With(words switch
        {
            "order" => [.. keys.Reverse()],
            "case" => [.. keys.Select(k => (k.Key.Replace("Weights", "WEIGHTS", StringComparison.Ordinal).Replace("Address", "address", StringComparison.Ordinal), k.Value))],
            "provider" => keys[2..],
            _ => [.. keys, ("Services:reviews:Routes:all:Selection", SelectionNames.Random), ("Mirroring:BreakAfter", $"{new MirroringOptions().BreakAfter}")],
        }).Reload();
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((table, logged, 0), (router.Table, _logs.GetSnapshot().Count, changed));
    }

    [Fact]
    public void Reload_OfOneWeight_SaysWhatChanged()
    {
        using var provider = Build(Root());
        provider.GetRequiredService<TrafficRouter>();

        _source.With([.. ReloadableSource.Weights(3, 7), ("Backends:v3:Address", "http://v3")]).Reload();

        Assert.Contains("Traffic routing accepted a new configuration: service reviews changed; backend v3 added.", _logs.GetSnapshot().Select(l => l.Message));
    }

    [Fact]
    public void Reload_OfManyEntries_NamesAFew()
    {
        using var provider = Build(Root());
        provider.GetRequiredService<TrafficRouter>();

        _source.With([.. ReloadableSource.Weights(1, 0), .. Enumerable.Range(10, 12).Select(i => ($"Backends:b{i}:Address", "http://b"))]).Reload();

        Assert.Contains("Traffic routing accepted a new configuration: backends b10, b11, b12, b13, b14 and 7 more added.", _logs.GetSnapshot().Select(l => l.Message));
    }

    [Fact]
    public void Listener_ThatThrows_StopsNeitherTheSwapNorTheReloader()
    {
        using var provider = Build(Root());
        var router = provider.GetRequiredService<TrafficRouter>();
        var monitor = provider.GetRequiredService<IOptionsMonitor<TrafficRoutingOptions>>();
        router.TableChanged += (_, _) => throw new InvalidOperationException("handler");
        monitor.OnChange(_ => throw new InvalidOperationException("monitor"));

        _source.With(ReloadableSource.Weights(3, 7)).Reload();
        _source.With(ReloadableSource.Weights(4, 6)).Reload();

        Assert.Equal([4, 6], router.Table.Services[0].Routes[0].Backends.Select(b => b.Weight));
    }

    [Fact]
    public void Logger_ThatThrows_StopsNeitherTheSwapNorTheTimer()
    {
        using var provider = Build(Root(), logger: new ThrowingLogger());
        var router = provider.GetRequiredService<TrafficRouter>();
        ThrowingLogger.IsArmed.Value = true;

        _source.With(ReloadableSource.Weights(3, 7)).Reload();
        _source.With(ReloadableSource.Weights(-1, 7)).Reload();
        _source.With(ReloadableSource.Weights(4, 6)).Reload();
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal([4, 6], router.Table.Services[0].Routes[0].Backends.Select(b => b.Weight));
    }

    [Fact]
    public void Listener_ThatThrowsAmongThoseOfTheConfiguration_IsItsOwnMatter()
    {
        var root = Root();
        using var provider = Build(root);
        var router = provider.GetRequiredService<TrafficRouter>();
        root.GetReloadToken().RegisterChangeCallback(_ => throw new InvalidOperationException("application"), null);

        Assert.Throws<AggregateException>(() => _source.With(ReloadableSource.Weights(3, 7)).Reload());

        Assert.Equal([3, 7], router.Table.Services[0].Routes[0].Backends.Select(b => b.Weight));
    }

    [Fact]
    public void Provider_ThatFailsOnTheTimer_EndsNothing()
    {
        var files = new EditableFiles { ["routing.json"] = """{ "TrafficRouting": { "Backends": { "v1": { "Address": "http://v1" } } } }""" };
        var builder = new ConfigurationBuilder();
        files.AddTo(builder, "routing.json");
        using var provider = Build(builder.Build());
        var router = provider.GetRequiredService<TrafficRouter>();

        files["routing.json"] = "{";
        _clock.Advance(RoutingSection.Interval);
        Assert.Contains("The file routing.json is empty or cannot be parsed (line 1)", Assert.Single(_logs.Errors()), StringComparison.Ordinal);
        _clock.Advance(RoutingSection.Interval);
        Assert.Single(_logs.Errors());
        Assert.Single(router.Table.Backends);
    }

    [Fact]
    public void Timer_OfTheSection_KeepsNothingOfTheFirstCaller()
    {
        var context = new AsyncLocal<string>();
        var clock = new ContextClock(() => context.Value);
        context.Value = "first caller";
        using var provider = Build(Root(), clock);

        provider.GetRequiredService<TrafficRouter>();

        Assert.Equal([(string?)null], clock.Seen);
    }

    private IConfigurationRoot Root() => new ConfigurationBuilder().Add(_source).Build();

    private ServiceProvider Build(IConfiguration configuration, TimeProvider? clock = null, ILoggerProvider? logger = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(logger ?? new FakeLoggerProvider(_logs)));
        services.AddSingleton(clock ?? _clock);
        services.AddTrafficRouting(configuration.GetSection("TrafficRouting"));
        return services.BuildServiceProvider();
    }

    private sealed class ThrowingLogger : ILoggerProvider, ILogger
    {
        public static AsyncLocal<bool> IsArmed { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsArmed.Value)
                throw new InvalidOperationException("The disk is full.");
        }

        public void Dispose()
        {
        }
    }

    /// <summary>Shows what a timer would carry with it.</summary>
    private sealed class ContextClock(Func<string?> read) : TimeProvider
    {
        public List<string?> Seen { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var captured = ExecutionContext.Capture();
            var value = default(string);
            if (captured is not null)
                ExecutionContext.Run(captured, _ => value = read(), null);
            Seen.Add(value);
            return new FakeClock().CreateTimer(callback, state, dueTime, period);
        }
    }
}
