using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace TrafficRouting.Kubernetes;

/// <summary>Writes Events one after the other. They are told, not promised: where the cluster is away or forbids it, rollouts go on without. Safe for concurrent use.</summary>
internal sealed class EventWriter : IDisposable
{
    private const int MaxWaiting = 100;

    private readonly ClusterObjects _objects;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<RolloutEvent> _waiting = Channel.CreateBounded<RolloutEvent>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly Task _writing;
    private string? _said;

    public EventWriter(ClusterObjects objects, ILogger logger)
    {
        (_objects, _logger) = (objects, logger);
        using (ExecutionContext.SuppressFlow())
            _writing = Task.Run(RunAsync);
    }

    public void Add(RolloutEvent happened) => _waiting.Writer.TryWrite(happened);

    /// <summary>Ends when what waits was written.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        return _writing.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        _stopping.Cancel();
        _objects.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        var stopping = _stopping.Token;
        await foreach (var happened in _waiting.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            if (stopping.IsCancellationRequested)
                return;
            try
            {
                await WriteAsync(happened, stopping).ConfigureAwait(false);
                _said = null;
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                Say(ClusterErrors.Words(e, RolloutRights.Events));
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task WriteAsync(RolloutEvent happened, CancellationToken stopping)
    {
        var @namespace = happened.Namespace ?? _objects.Namespace;
        var service = await _objects.FindAsync(ObjectKind.Services, @namespace, happened.Service, stopping).ConfigureAwait(false);
        if (service.IsThere)
            await _objects.CreateAsync(ObjectKind.Events, @namespace, happened.ToJson(service.Object.GetProperty("metadata").GetProperty("uid").GetString()!, @namespace), stopping).ConfigureAwait(false);
    }

    // Once, until it works again.
    private void Say(string what)
    {
        if (string.Equals(what, _said, StringComparison.Ordinal))
            return;
        _said = what;
        EventLog.NotWritten(_logger, what);
    }
}
