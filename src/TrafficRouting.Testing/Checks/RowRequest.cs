using TrafficRouting.Http;

namespace TrafficRouting.Testing;

/// <summary>Makes a row's request.</summary>
internal static class RowRequest
{
    public static HttpRequestMessage Of(RouteExpectation row)
    {
        var request = RequestLine.Parse(row.Request);
        foreach (var (name, value) in row.Headers)
            Add(request, name, value);
        foreach (var (name, value) in row.Properties)
            request.Options.Set(new HttpRequestOptionsKey<string>(name), value);
        foreach (var (name, value) in row.Baggage)
            request.SetBaggage(name, value);
        return request;
    }

    private static void Add(HttpRequestMessage request, string name, string value)
    {
        if (request.Headers.TryAddWithoutValidation(name, value))
            return;

        // What the request refuses is a header of its content, such as Content-Type.
        request.Content ??= new ByteArrayContent([]);
        if (!request.Content.Headers.TryAddWithoutValidation(name, value))
            throw new ArgumentException($"'{name}' is no header's name, in the row '{request.Method} {request.RequestUri}'.", nameof(name));
    }
}
