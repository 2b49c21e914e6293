using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TrafficRouting;

/// <summary>Tells of what lookups read of the memory that grows with the number of rules. Compiled away for views of requests that do not ask for it.</summary>
/// <typeparam name="TRequest">The view of the request.</typeparam>
internal static class ReadNotes<TRequest>
    where TRequest : struct, IRoutableRequest
{
    // The type and the length before the letters.
    private const int TextHeader = 12;

    private static readonly bool AreWanted = typeof(IReadObserver).IsAssignableFrom(typeof(TRequest));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Take<T>(in TRequest request, ref readonly T place)
    {
        if (AreWanted)
            Tell(in request, in Unsafe.As<T, byte>(ref Unsafe.AsRef(in place)), Unsafe.SizeOf<T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TakeText(in TRequest request, string text)
    {
        if (AreWanted)
            Tell(in request, in Unsafe.Subtract(ref MemoryMarshal.GetReference(MemoryMarshal.AsBytes(text.AsSpan())), TextHeader), TextHeader + (sizeof(char) * text.Length));
    }

    private static void Tell(in TRequest request, ref readonly byte place, int bytes) => ((IReadObserver)request).Read(in place, bytes);
}
