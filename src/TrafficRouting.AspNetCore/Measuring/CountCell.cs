namespace TrafficRouting.AspNetCore;

/// <summary>A count that grows.</summary>
internal sealed class CountCell
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Add() => Interlocked.Increment(ref _count);
}
