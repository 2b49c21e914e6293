using System.Runtime.InteropServices;

namespace TrafficRouting.Rollouts;

/// <summary>How many of a number of requests had an event: a failure, or a latency beyond a limit.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Proportion(long Requests, long Events)
{
    public double Share => Requests == 0 ? 0 : (double)Events / Requests;
}
