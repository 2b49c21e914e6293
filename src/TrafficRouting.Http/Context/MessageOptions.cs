using System.Runtime.CompilerServices;

namespace TrafficRouting.Http;

/// <summary>Tells whether a message has options, where asking it for them would make them (104 bytes).</summary>
internal static class MessageOptions
{
    // Tried on a message of our own: on a runtime that keeps them elsewhere, all messages are asked.
    private static readonly bool IsTold = Try();

    /// <summary>Tells whether a message may have options; <see langword="false"/> only where it has none.</summary>
    public static bool MayExist(HttpRequestMessage request) => !IsTold || Field(request) is not null;

    private static bool Try()
    {
        try
        {
            using var request = new HttpRequestMessage();
            var before = Field(request);
            return before is null && ReferenceEquals(request.Options, Field(request));
        }
        catch (MissingFieldException)
        {
            return false;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_options")]
    private static extern ref HttpRequestOptions? Field(HttpRequestMessage request);
}
