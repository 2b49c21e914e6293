using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Rollouts;

namespace TrafficRouting.AspNetCore.Tests;

/// <summary>A store that can be broken.</summary>
internal sealed class BrokenStore : IRolloutStore
{
    private readonly MemoryRolloutStore _inner = new();

    public bool IsBroken { get; set; }

    public static BrokenStore Of(PageApp app) => (BrokenStore)app.Services.GetRequiredService<IRolloutStore>();

    public ValueTask<RolloutState?> ReadAsync(string name, CancellationToken cancellationToken) =>
        IsBroken ? throw new IOException("The disk is full.") : _inner.ReadAsync(name, cancellationToken);

    public ValueTask<bool> TryWriteAsync(RolloutState state, long expectedVersion, CancellationToken cancellationToken) =>
        IsBroken ? throw new IOException("The disk is full.") : _inner.TryWriteAsync(state, expectedVersion, cancellationToken);
}
