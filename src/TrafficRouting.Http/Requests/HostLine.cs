namespace TrafficRouting.Http;

/// <summary>Looks at the Host header as it would be sent, which may be several values or none that HttpClient takes for a host.</summary>
internal static class HostLine
{
    public const string Name = "Host";

    /// <summary>Tells whether a request has any.</summary>
    public static bool Exists(HttpRequestMessage request) =>
        MessageHeaders.MayExist(request) && request.Headers.NonValidated.Contains(Name);

    /// <summary>Tells whether a host, or null for none, is all that the headers say of it.</summary>
    public static bool Is(HttpRequestMessage request, string? host) =>
        MessageHeaders.MayExist(request) && request.Headers.NonValidated.TryGetValues(Name, out var values)
            ? values.Count == 1 && string.Equals(values.ToString(), host, StringComparison.Ordinal)
            : host is null;
}
