namespace TrafficRouting.Rollouts.Tests.Stores;

/// <summary>What a test waits for until it was set since the last reset.</summary>
public sealed class Signal
{
    private volatile TaskCompletionSource _set = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => _set.Task;

    public void Set() => _set.TrySetResult();

    public void Reset() => _set = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
