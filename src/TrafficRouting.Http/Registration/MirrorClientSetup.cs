using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TrafficRouting.Http;

/// <summary>
/// Keeps what all clients share out of the clients of mirrors and probes: handlers, credentials, certificates, cookies and resilience that its defaults
/// bring are taken off before what the application configures for this client by name.
/// </summary>
internal sealed class MirrorClientSetup(IEnumerable<IConfigureOptions<HttpClientFactoryOptions>> setups, ILogger<TrafficMirror> logger)
    : IPostConfigureOptions<HttpClientFactoryOptions>
{
    private const string AnyOtherClient = "TrafficRouting.AnyOtherClient";

    private int _isLogged;

    public void PostConfigure(string? name, HttpClientFactoryOptions options)
    {
        if (!TrafficRoutingDefaults.IsOwnClient(name))
            return;
        var actions = options.HttpMessageHandlerBuilderActions;
        var isDefault = AreDefaults(name!);
        var defaults = actions.Where((_, i) => i < isDefault.Count && isDefault[i]).ToList();
        var own = actions.Where((_, i) => i >= isDefault.Count || !isDefault[i]).ToList();
        actions.Clear();
        foreach (var action in (IEnumerable<Action<HttpMessageHandlerBuilder>>)[.. defaults, Strip, .. own, builder => Isolate(builder, own)])
            actions.Add(action);
    }

    // What configures any other client too is a default, wherever it stands among the registrations.
    private List<bool> AreDefaults(string name)
    {
        var others = new HttpClientFactoryOptions();
        var own = new HttpClientFactoryOptions();
        List<(Action<HttpMessageHandlerBuilder> Action, bool IsDefault)> known = [];
        foreach (var setup in setups.OfType<IConfigureNamedOptions<HttpClientFactoryOptions>>())
        {
            var before = others.HttpMessageHandlerBuilderActions.Count;
            setup.Configure(AnyOtherClient, others);
            setup.Configure(name, own);
            var isDefault = others.HttpMessageHandlerBuilderActions.Count > before;
            known = [.. own.HttpMessageHandlerBuilderActions.Select(action => Take(known, action) ?? (action, isDefault))];
        }

        return [.. known.Select(action => action.IsDefault)];
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

    // Service discovery stays: it brings no secrets, and without it addresses may not resolve.
    private static void Strip(HttpMessageHandlerBuilder builder)
    {
        foreach (var handler in builder.AdditionalHandlers.Where(handler => !ServiceDiscovery.IsHandler(handler)).ToList())
            builder.AdditionalHandlers.Remove(handler);
        builder.PrimaryHandler = Create(builder.Services);
    }

    // Each copy under way has one connection, whatever its table; responses cut short must not make for more.
    private static SocketsHttpHandler Create(IServiceProvider services) => MirrorHandler.Create(
        services.GetServices<TableRegistration>().Sum(table => services.GetRequiredKeyedService<TrafficRouter>(table.Name).Table.Options.Mirroring.Concurrency));

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
        var again = new MirrorHandlerProbe(builder) { PrimaryHandler = Create(builder.Services) };
        foreach (var action in own)
            action(again);
        if (ReferenceEquals(MirrorHandler.Innermost(again.PrimaryHandler), handler))
            return true;
        again.PrimaryHandler.Dispose();
        return false;
    }
}
