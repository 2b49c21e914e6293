using System.Collections;
using System.Net.Http.Json;

namespace TrafficRouting.Http;

/// <summary>Copies bodies that are in memory already, leaving the content as sendable as it was.</summary>
internal static class BodyCopier
{
    /// <summary>Copies, or tells why not.</summary>
    /// <param name="content">The caller's content.</param>
    /// <param name="budget">The process's budget.</param>
    /// <param name="limits">The bounds in force.</param>
    /// <param name="body">The copy; null when refused.</param>
    /// <returns>Why there is no copy, or null.</returns>
    public static MirrorOutcome? TryCopy(HttpContent content, BodyBudget budget, MirroringOptions limits, out MirrorBody? body)
    {
        body = null;
        if (!IsInMemory(content) && !(limits.BufferStreams && IsBuffered(content)))
            return MirrorOutcome.Stream;

        // Known for all but JSON, and cheaper than finding out by an exception. It is also computed when the primary is sent.
        if (content is not JsonContent && content.Headers.ContentLength > limits.MaxBodyBytes)
            return MirrorOutcome.TooLarge;

        using var buffer = new BodyBuffer(budget, limits);
        using var stream = new BodyBufferStream(buffer);
        try
        {
            content.CopyTo(stream, context: null, CancellationToken.None);
        }
        catch (Exception) when (buffer.Refusal is not null)
        {
            return buffer.Refusal;
        }

        body = buffer.Detach();
        return null;
    }

    // Exact types: a class derived from these may serialise something else, or only once.
    private static bool IsInMemory(HttpContent content)
    {
        var type = content.GetType();
        return type == typeof(ByteArrayContent)
            || type == typeof(StringContent)
            || type == typeof(FormUrlEncodedContent)
            || type == typeof(ReadOnlyMemoryContent)
            || (content is JsonContent json && !IsLazy(json.Value))
            || ((type == typeof(MultipartFormDataContent) || type == typeof(MultipartContent)) && ((MultipartContent)content).All(IsInMemory));
    }

    // Buffered by a handler outside, which may have read the one stream that such content gives to all its readers.
    private static bool IsBuffered(HttpContent content) => content.GetType() == typeof(StreamContent) && content.ReadAsStream() is MemoryStream;

    // A query would run a second time; iterators are their own enumerators.
    private static bool IsLazy(object? value) => value is IQueryable or (IEnumerable and IEnumerator);
}
