using System.Runtime.CompilerServices;

namespace TrafficRouting.Http;

/// <summary>Sets the version of a message, also of one that its caller has disposed while the call is under way, as <see cref="MessageUri"/> does.</summary>
internal static class MessageVersion
{
    /// <summary>Sets the version and its policy.</summary>
    /// <exception cref="ObjectDisposedException">The message is disposed, and this runtime keeps them in other fields.</exception>
    public static void Set(HttpRequestMessage request, (Version Version, HttpVersionPolicy Policy) version)
    {
        try
        {
            (request.Version, request.VersionPolicy) = version;
        }
        catch (ObjectDisposedException disposed)
        {
            SetFields(request, version, disposed);
        }
    }

    private static void SetFields(HttpRequestMessage request, (Version Version, HttpVersionPolicy Policy) version, ObjectDisposedException disposed)
    {
        try
        {
            Version(request) = version.Version;
            Policy(request) = version.Policy;
        }
        catch (MissingFieldException)
        {
            throw disposed;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
    private static extern ref Version Version(HttpRequestMessage request);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_versionPolicy")]
    private static extern ref HttpVersionPolicy Policy(HttpRequestMessage request);
}
