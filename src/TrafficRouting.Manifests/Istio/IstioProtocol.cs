namespace TrafficRouting.Manifests;

/// <summary>The protocols of a port, in any case. None stands for one that a proxy finds out by itself.</summary>
internal static class IstioProtocol
{
    private static readonly string[] OfHttp2 = ["HTTP2", "GRPC"];
    private static readonly string[] OfHttp = ["HTTP", "GRPC-WEB", "HTTP_PROXY", .. OfHttp2];
    private static readonly string[] OfTls = ["HTTPS", "TLS"];

    public static readonly IReadOnlyList<string> All = [.. OfHttp, .. OfTls, "TCP", "UDP", "MONGO", "REDIS", "MYSQL"];

    public static bool IsKnown(string protocol) => protocol.Length == 0 || Is(All, protocol);

    public static bool IsHttp(string protocol) => Is(OfHttp, protocol);

    public static bool IsTls(string protocol) => Is(OfTls, protocol);

    /// <summary>Tells whether connections carry something else than HTTP, as far as a proxy sees.</summary>
    public static bool IsTcp(string protocol) => IsKnown(protocol) && protocol.Length > 0 && !IsHttp(protocol) && !Is(["UDP"], protocol);

    public static PortProtocol Of(string protocol) =>
        Is(OfHttp2, protocol) ? PortProtocol.Http2
        : IsHttp(protocol) ? PortProtocol.Http
        : IsTls(protocol) ? PortProtocol.Https
        : IsKnown(protocol) && protocol.Length > 0 ? PortProtocol.Other
        : PortProtocol.Unknown;

    private static bool Is(IReadOnlyList<string> protocols, string protocol) => protocols.Contains(protocol, StringComparer.OrdinalIgnoreCase);
}
