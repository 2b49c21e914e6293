namespace TrafficRouting.Http;

/// <summary>
/// Runs workers, each for as long as there is something to take: idle they are nothing at all, so there is nothing to
/// start early or to leave behind. The queue bounds their number.
/// </summary>
/// <param name="queue">What they take from.</param>
/// <param name="deliver">What they do with each copy; must not throw.</param>
/// <param name="schedule">Starts a worker elsewhere; on the thread pool by default.</param>
internal sealed class MirrorWorkers(MirrorQueue queue, Func<MirrorJob, Task> deliver, Action<IThreadPoolWorkItem>? schedule = null)
{
    // Unsafe: a worker must not keep the caller's execution context, its AsyncLocals and its trace.
    private readonly Action<IThreadPoolWorkItem> _schedule = schedule ?? (static worker => ThreadPool.UnsafeQueueUserWorkItem(worker, preferLocal: false));

    /// <summary>Starts a worker with a copy that the queue gave it.</summary>
    public void Start(MirrorJob job) => _schedule(job.For(this));

    public void Run(MirrorJob job) => _ = RunAsync(job);

    private async Task RunAsync(MirrorJob? job)
    {
        while (job is not null)
        {
            // Read beforehand: once delivered, the job may be another's.
            var lane = job.Lane;
            await deliver(job).ConfigureAwait(false);
            job = queue.Finish(lane);
        }
    }
}
