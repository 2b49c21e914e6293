namespace TrafficRouting.Testing;

/// <summary>What was recorded, in the order it happened. Safe for concurrent use.</summary>
/// <typeparam name="T">What is recorded.</typeparam>
public sealed class FakeCollector<T>
    where T : class
{
    private readonly Lock _lock = new();
    private readonly List<T> _records = [];

    internal FakeCollector()
    {
    }

    /// <summary>Gets how many records there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _records.Count;
        }
    }

    /// <summary>Gets the latest record.</summary>
    /// <exception cref="InvalidOperationException">Nothing was recorded.</exception>
    public T Latest
    {
        get
        {
            lock (_lock)
                return _records.Count > 0 ? _records[^1] : throw new InvalidOperationException("Nothing was recorded.");
        }
    }

    /// <summary>Takes a copy of the records.</summary>
    /// <param name="clear">Whether the records are removed at the same time.</param>
    /// <returns>The records, the earliest first.</returns>
    public IReadOnlyList<T> GetSnapshot(bool clear = false)
    {
        lock (_lock)
        {
            T[] snapshot = [.. _records];
            if (clear)
                _records.Clear();
            return snapshot;
        }
    }

    /// <summary>Removes the records.</summary>
    public void Clear() => GetSnapshot(clear: true);

    internal void Add(T record)
    {
        lock (_lock)
            _records.Add(record);
    }
}
