using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TrafficRouting.Http;

/// <summary>Takes note of requests that pass routing by. Safe for concurrent use.</summary>
internal sealed class UnroutedRequests(TrafficRoutingMetrics metrics, ILogger logger)
{
    private const int MaxClients = 100;
    private const int MaxHosts = 100;
    private const int MaxHostLength = 253;

    private readonly ConcurrentDictionary<string, string> _clients = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private volatile bool _isFull;

    /// <summary>Gets the one for handlers that are made without a container.</summary>
    public static UnroutedRequests Shared { get; } = new(TrafficRoutingMetrics.Shared, NullLogger.Instance);

    /// <summary>Gets what is known of a client.</summary>
    /// <param name="name">Its name, or null.</param>
    /// <param name="isByName">Whether it was put under routing by name, so that a host without a service is likely a mistake.</param>
    public RoutedClient Of(string? name, bool isByName)
    {
        name ??= "";
        // Names may be made up as clients are asked for.
        var isKnown = _clients.ContainsKey(name) || (_clients.Count < MaxClients && _clients.TryAdd(name, name));
        return new(name, isKnown ? name : "(other)", isByName, this);
    }

    public void Note(RoutedClient client, Service? service, ReadOnlySpan<char> host)
    {
        metrics.Unrouted(client.Tag, service is null ? "unknown_host" : "no_route");
        if (logger.IsEnabled(LogLevel.Debug))
            DecisionLog.Unrouted(logger, client.Name, host.ToString(), service is null ? "it belongs to no service" : $"no route of service '{service.Name}' takes it");
        if (service is null && client.IsByName && !_isFull && host.Length <= MaxHostLength)
            Warn(client, host);
    }

    private void Warn(RoutedClient client, ReadOnlySpan<char> host)
    {
        if (_hosts.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(host))
            return;
        var name = host.ToString();
        if (_hosts.TryAdd(name, name))
            DecisionLog.UnknownHost(logger, client.Name, name);
        _isFull = _hosts.Count >= MaxHosts;
    }
}
