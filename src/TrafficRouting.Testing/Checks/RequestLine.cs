namespace TrafficRouting.Testing;

/// <summary>Reads <c>GET http://reviews/reviews/1</c>.</summary>
internal static class RequestLine
{
    public static HttpRequestMessage Parse(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space <= 0 || !Uri.TryCreate(line[(space + 1)..].Trim(), UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            throw new ArgumentException($"'{line}' is no request: write a method and an absolute address, such as 'GET http://reviews/reviews/1'.", nameof(line));

        return new(HttpMethod.Parse(line.AsSpan(0, space)), uri);
    }
}
