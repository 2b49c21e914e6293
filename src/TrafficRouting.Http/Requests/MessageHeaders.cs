using System.Runtime.CompilerServices;

namespace TrafficRouting.Http;

/// <summary>Tells whether a message has headers, where asking it for them would make their collection (48 bytes) for a request that has none.</summary>
internal static class MessageHeaders
{
    // Tried on a message of our own: on a runtime that tells something else, all messages are asked for their headers.
    private static readonly bool IsTold = Try();

    /// <summary>Tells whether a message may have headers; <see langword="false"/> only where it has none.</summary>
    public static bool MayExist(HttpRequestMessage request) => !IsTold || HasHeaders(request);

    private static bool Try()
    {
        try
        {
            using var request = new HttpRequestMessage();
            var before = HasHeaders(request);
            _ = request.Headers;
            return !before && HasHeaders(request);
        }
        catch (MissingMethodException)
        {
            return false;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_HasHeaders")]
    private static extern bool HasHeaders(HttpRequestMessage request);
}
