using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Http;

namespace TrafficRouting.Testing;

/// <summary>The copies that mirrors sent. Safe for concurrent use.</summary>
public sealed class FakeMirrors
{
    private readonly IServiceProvider _services;

    internal FakeMirrors(IServiceProvider services) => _services = services;

    /// <summary>Gets the copies, in the order they arrived.</summary>
    public FakeCollector<FakeRequest> Requests { get; } = new();

    /// <summary>Waits until no copy waits or is under way. A copy is queued when its primary has answered.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task WhenIdleAsync(CancellationToken cancellationToken = default) =>
        _services.GetService<TrafficMirror>()?.WhenIdleAsync(cancellationToken) ?? Task.CompletedTask;
}
