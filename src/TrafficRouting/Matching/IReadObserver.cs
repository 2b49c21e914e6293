namespace TrafficRouting;

/// <summary>Implemented by views of requests that want to know which places in memory a lookup reads, such as to count cache lines.</summary>
internal interface IReadObserver
{
    /// <summary>Takes note of a place.</summary>
    /// <param name="place">Its first byte.</param>
    /// <param name="bytes">Its length.</param>
    void Read(ref readonly byte place, int bytes);
}
