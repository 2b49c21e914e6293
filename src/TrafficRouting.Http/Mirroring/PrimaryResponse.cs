namespace TrafficRouting.Http;

/// <summary>What of the primary's response is compared, read when its headers arrived and before anything edits them.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Headers">The values of the compared headers, in their order.</param>
internal sealed record PrimaryResponse(int Status, string?[] Headers)
{
    public static PrimaryResponse Of(HttpResponseMessage response, MirrorComparisonFilter filter) =>
        new((int)response.StatusCode, [.. filter.Headers.Select(name => Value(response, name))]);

    /// <summary>Reads a header without parsing it, so that the caller finds its response as it came.</summary>
    public static string? Value(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values)
            ? values.ToString()
            : null;
}
