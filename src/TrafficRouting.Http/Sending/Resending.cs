namespace TrafficRouting.Http;

/// <summary>Tells whether a request can be sent once more.</summary>
internal static class Resending
{
    public static bool IsPossible(HttpRequestMessage request, Exception? failure) =>
        !IsConversation(request) && (IsHeldInMemory(request.Content) || FailureAnalysis.IsBeforeSending(request, failure));

    private static bool IsConversation(HttpRequestMessage request) =>
        request.Method == HttpMethod.Connect || request.Headers.Protocol is not null || request.Headers.NonValidated.Contains("Upgrade");

    // Other contents may read a stream that is at its end by now, or write something else the second time.
    public static bool IsHeldInMemory(HttpContent? content) =>
        content is null || content.GetType() is var type && (type == typeof(ByteArrayContent) || type == typeof(StringContent)
            || type == typeof(FormUrlEncodedContent) || type == typeof(ReadOnlyMemoryContent));
}
