using System.Runtime.CompilerServices;

namespace TrafficRouting.Http;

/// <summary>
/// Tells whether .NET has put the headers of a trace on a message by itself, when it was sent before. It takes them off when it sends the
/// message again, so that they say nothing of what will leave.
/// </summary>
internal static class InjectedHeaders
{
    // On a runtime that does not tell, headers are taken to be the caller's.
    private static readonly bool IsTold = Try();

    public static bool AreOn(HttpRequestMessage request) => IsTold && WasInjected(request);

    private static bool Try()
    {
        try
        {
            using var request = new HttpRequestMessage();
            return !WasInjected(request);
        }
        catch (MissingMethodException)
        {
            return false;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "WasPropagatorStateInjectedByDiagnosticsHandler")]
    private static extern bool WasInjected(HttpRequestMessage request);
}
