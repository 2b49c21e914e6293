using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TrafficRouting.Http;

/// <summary>
/// Keeps what all clients share out of the clients of mirrors and probes: handlers, credentials, certificates, cookies and resilience, whether the defaults,
/// configuration of every name or another filter brings them. They are made of what the application configures for them by name.
/// </summary>
internal sealed class MirrorClientSetup(
    IEnumerable<IConfigureOptions<HttpClientFactoryOptions>> setups,
    IEnumerable<IPostConfigureOptions<HttpClientFactoryOptions>> lastSetups,
    ILogger<TrafficMirror> logger) : IHttpMessageHandlerBuilderFilter
{
    private const string AnyOtherClient = "TrafficRouting.AnyOtherClient";

    private int _isLogged;

    /// <summary>Registers itself before all other filters, which makes it the one that has the last word.</summary>
    public static void Register(IServiceCollection services)
    {
        services.AddSingleton<MirrorClientSetup>();
        services.Insert(0, ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter>(static provider => provider.GetRequiredService<MirrorClientSetup>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<HttpClientFactoryOptions>, MirrorClientActions>());
    }

    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (TrafficRoutingDefaults.IsOwnClient(builder.Name))
            Rebuild(builder);
    };

    /// <summary>Makes the client anew of what is configured for it by name.</summary>
    public void Rebuild(HttpMessageHandlerBuilder builder)
    {
        var actions = ActionsOf(builder.Name!);
        List<Action<HttpMessageHandlerBuilder>> own = [.. actions.Where(a => !a.IsDefault).Select(a => a.Action)];
        var shared = Probe(builder, actions.Where(a => a.IsDefault).Select(a => a.Action));

        // Service discovery stays, without which addresses may not resolve, and so do the factory's loggers: neither brings secrets.
        var handlers = builder.AdditionalHandlers;
        var loggers = handlers.Where(IsLogger).ToList();
        var outside = handlers.TakeWhile(handler => handler is not MirrorClientActions.Place).Count(IsLogger);
        handlers.Clear();
        foreach (var discovery in shared.AdditionalHandlers.Where(ServiceDiscovery.IsHandler))
            handlers.Add(discovery);
        builder.PrimaryHandler = Create(builder.Services);
        own.ForEach(action => action(builder));
        for (var i = 0; i < loggers.Count; i++)
            handlers.Insert(i < outside ? i : handlers.Count, loggers[i]);
        Isolate(builder, own);
        MirrorHandler.Measure(builder.PrimaryHandler, builder.Services.GetService<IMeterFactory>());
    }

    // What configures any other client too is a default, wherever it stands among the registrations.
    private List<(Action<HttpMessageHandlerBuilder> Action, bool IsDefault)> ActionsOf(string name)
    {
        var (others, own) = (new HttpClientFactoryOptions(), new HttpClientFactoryOptions());
        List<(Action<HttpMessageHandlerBuilder> Action, bool IsDefault)> known = [];
        foreach (var setup in setups.OfType<IConfigureNamedOptions<HttpClientFactoryOptions>>())
            Apply(setup.Configure, isOwn: false);
        foreach (var setup in lastSetups.Where(setup => setup is not MirrorClientActions))
            Apply(setup.PostConfigure, isOwn: setup is IOwnClientSetup);
        return known;

        void Apply(Action<string?, HttpClientFactoryOptions> configure, bool isOwn)
        {
            var before = others.HttpMessageHandlerBuilderActions.Count;
            configure(AnyOtherClient, others);
            configure(name, own);
            var isDefault = !isOwn && others.HttpMessageHandlerBuilderActions.Count > before;
            known = [.. own.HttpMessageHandlerBuilderActions.Select(action => Take(known, action) ?? (action, isDefault))];
        }
    }

    private static (Action<HttpMessageHandlerBuilder> Action, bool IsDefault)? Take(
        List<(Action<HttpMessageHandlerBuilder> Action, bool IsDefault)> known, Action<HttpMessageHandlerBuilder> action)
    {
        var index = known.FindIndex(k => ReferenceEquals(k.Action, action));
        if (index < 0)
            return null;
        var taken = known[index];
        known.RemoveAt(index);
        return taken;
    }

    private static bool IsLogger(DelegatingHandler handler) => handler.GetType().Assembly == typeof(HttpMessageHandlerBuilder).Assembly;

    // Each copy under way has one connection, whatever its table; responses cut short must not make for more.
    private static SocketsHttpHandler Create(IServiceProvider services) => MirrorHandler.Create(
        services.GetServices<TableRegistration>().Sum(table => services.GetRequiredKeyedService<TrafficRouter>(table.Name).Table.Options.Mirroring.Concurrency));

    private static MirrorHandlerProbe Probe(HttpMessageHandlerBuilder builder, IEnumerable<Action<HttpMessageHandlerBuilder>> actions)
    {
        var probe = new MirrorHandlerProbe(builder) { PrimaryHandler = Create(builder.Services) };
        foreach (var action in actions)
            action(probe);
        return probe;
    }

    private void Isolate(HttpMessageHandlerBuilder builder, List<Action<HttpMessageHandlerBuilder>> own)
    {
        var handler = MirrorHandler.Innermost(builder.PrimaryHandler);
        if (!MirrorHandler.HasCookiesOrRedirects(handler) || (!IsShared(handler, builder, own) && MirrorHandler.TryIsolate(handler)))
            return;
        builder.PrimaryHandler = Create(builder.Services);
        if (Interlocked.Exchange(ref _isLogged, 1) == 0)
            MirrorLog.HandlerShared(logger);
    }

    // Configuration that comes to the same handler twice gives it to others as well, or may.
    private static bool IsShared(HttpMessageHandler handler, HttpMessageHandlerBuilder builder, List<Action<HttpMessageHandlerBuilder>> own)
    {
        var again = Probe(builder, own);
        if (ReferenceEquals(MirrorHandler.Innermost(again.PrimaryHandler), handler))
            return true;
        again.PrimaryHandler.Dispose();
        return false;
    }
}
