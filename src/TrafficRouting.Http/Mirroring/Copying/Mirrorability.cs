using TrafficRouting.Tables;

namespace TrafficRouting.Http.Mirroring.Copying;

/// <summary>Tells requests that must not be sent twice, whatever the configuration says.</summary>
internal static class Mirrorability
{
    /// <summary>Conversations and negotiations rather than messages: gRPC, upgrades, CONNECT, Expect: 100-continue.</summary>
    public static bool IsMirrorable(HttpRequestMessage request)
    {
        var headers = request.Headers.NonValidated;
        return request.Method != HttpMethod.Connect
            && request.Headers.Protocol is null
            && !headers.Contains("Upgrade")
            && !headers.Contains("Expect")
            && !IsGrpc(request.Content);
    }

    public static bool Takes(Mirror mirror, string method)
    {
        foreach (var taken in mirror.Methods.AsSpan())
        {
            if (taken == "*" || string.Equals(taken, method, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsGrpc(HttpContent? content) =>
        content is not null
        && content.Headers.NonValidated.TryGetValues("Content-Type", out var type)
        && type.ToString().StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase);
}
