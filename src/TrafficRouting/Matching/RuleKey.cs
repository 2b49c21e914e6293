using System.Runtime.InteropServices;

namespace TrafficRouting;

/// <summary>A text that a rule demands of a request exactly, so that it can be found by it.</summary>
/// <param name="Slot">The ordinal of the slot where the text stands.</param>
/// <param name="Hash">The hash of the text.</param>
/// <param name="Length">The length of the text.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RuleKey(int Slot, ulong Hash, int Length);
