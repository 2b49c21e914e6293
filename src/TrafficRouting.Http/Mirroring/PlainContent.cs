namespace TrafficRouting.Http;

/// <summary>Tells the contents that are bytes in memory, which can be written any number of times and always alike.</summary>
internal static class PlainContent
{
    // Exact types: a class derived from these may serialise something else, or only once.
    public static bool Is(HttpContent content)
    {
        var type = content.GetType();
        return type == typeof(ByteArrayContent)
            || type == typeof(StringContent)
            || type == typeof(FormUrlEncodedContent)
            || type == typeof(ReadOnlyMemoryContent)
            || (content is MultipartContent parts && (type == typeof(MultipartFormDataContent) || type == typeof(MultipartContent)) && IsPlain(parts));
    }

    // Code of the application's that chooses encodings runs once for each time the content is written.
    private static bool IsPlain(MultipartContent parts) => parts.HeaderEncodingSelector is null && parts.All(Is);
}
