using System.Runtime.CompilerServices;

namespace TrafficRouting.Http;

/// <summary>
/// Sets the URI of a message, also of one that its caller has disposed: <c>return client.SendAsync(request)</c> under a <c>using</c>
/// disposes the message while the call is under way, and HttpClient sends it all the same.
/// </summary>
internal static class MessageUri
{
    /// <summary>Sets the URI.</summary>
    /// <exception cref="ObjectDisposedException">The message is disposed, and this runtime keeps the URI in another field.</exception>
    public static void Set(HttpRequestMessage request, Uri? uri)
    {
        try
        {
            request.RequestUri = uri;
        }
        catch (ObjectDisposedException disposed)
        {
            SetField(request, uri, disposed);
        }
    }

    private static void SetField(HttpRequestMessage request, Uri? uri, ObjectDisposedException disposed)
    {
        try
        {
            Field(request) = uri;
        }
        catch (MissingFieldException)
        {
            throw disposed;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_requestUri")]
    private static extern ref Uri? Field(HttpRequestMessage request);
}
