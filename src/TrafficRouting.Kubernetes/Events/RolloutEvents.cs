using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Kubernetes;

/// <summary>Tells of a table's rollouts, those changes alone that this process made: each replica hears of all of them.</summary>
/// <param name="services">The services, in which the controller is made first when the host starts.</param>
/// <param name="table">The table's name.</param>
/// <param name="create">Makes what writes.</param>
internal sealed class RolloutEvents(IServiceProvider services, string table, Func<EventWriter> create) : IHostedLifecycleService, IDisposable
{
    private EventWriter? _writer;
    private IRolloutController? _controller;

    // Before the rollouts start, so that their beginning is told.
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _controller = services.GetKeyedService<IRolloutController>(table);
        if (_controller is null)
            return Task.CompletedTask;
        _writer = create();
        _controller.Transitioned += OnTransitioned;
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => _writer?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public void Dispose()
    {
        if (_controller is not null)
            _controller.Transitioned -= OnTransitioned;
        _writer?.Dispose();
    }

    private void OnTransitioned(object? sender, RolloutTransitionedEventArgs e)
    {
        if (!e.Transition.IsFromStore && _controller!.Find(e.Transition.Rollout) is { } status)
            _writer!.Add(RolloutEvent.Of(status, e.Transition));
    }
}
