namespace TrafficRouting.Benchmarks.Selection;

/// <summary>Threads that do the measured work beside the measuring one, until stopped.</summary>
internal sealed class Neighbours
{
    private readonly List<Thread> _threads;
    private volatile bool _stopped;

    public Neighbours(int count, Action work)
    {
        _threads = [.. Enumerable.Range(0, count).Select(_ => new Thread(() => Repeat(work)) { IsBackground = true })];
        _threads.ForEach(t => t.Start());
    }

    public void Stop()
    {
        _stopped = true;
        _threads.ForEach(t => t.Join());
    }

    private void Repeat(Action work)
    {
        while (!_stopped)
            work();
    }
}
