using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;

namespace TrafficRouting.Kubernetes.Tests;

/// <summary>The tables that the cluster's source gave, one after the other.</summary>
internal sealed class SeenTables : IDisposable
{
    private readonly ConcurrentQueue<string> _tables = new();
    private readonly IDisposable _listening;

    // The router listens too, and may be told after this one: what is in force is looked at when the next is told.
    public SeenTables(ClusterApp app) => _listening = ChangeToken.OnChange(app.Source.GetChangeToken, () => _tables.Enqueue(app.Table));

    public IReadOnlyCollection<string> Tables => _tables;

    public void Dispose() => _listening.Dispose();
}
