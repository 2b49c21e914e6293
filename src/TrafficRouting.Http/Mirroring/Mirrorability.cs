namespace TrafficRouting.Http;

/// <summary>Tells requests that must not be sent twice, whatever the configuration says.</summary>
internal static class Mirrorability
{
    /// <summary>Conversations rather than messages: gRPC, CONNECT, WebSockets over HTTP/2.</summary>
    public static bool IsMirrorable(HttpRequestMessage request) =>
        request.Method != HttpMethod.Connect && request.Headers.Protocol is null && !IsGrpc(request.Content);

    /// <summary>Headers that make a request a negotiation; asked of each header while it is copied, which is cheaper than looking them up.</summary>
    public static bool Negotiates(string header) => header.Length switch
    {
        6 => header.Equals("Expect", StringComparison.OrdinalIgnoreCase),
        7 => header.Equals("Upgrade", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    public static bool AcceptsMethod(Mirror mirror, string method)
    {
        foreach (var accepted in mirror.Methods.AsSpan())
        {
            if (accepted == "*" || string.Equals(accepted, method, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsGrpc(HttpContent? content) =>
        content is not null
        && content.Headers.NonValidated.TryGetValues("Content-Type", out var type)
        && type.ToString().StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase);
}
