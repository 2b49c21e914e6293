using System.Runtime.InteropServices;

namespace TrafficRouting;

/// <summary>A counter on cache lines of its own, so that threads advancing it do not slow reads of its neighbours.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct PaddedCounter
{
    [FieldOffset(128)]
    public ulong Value;
}
