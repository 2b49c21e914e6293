namespace TrafficRouting.Manifests.Tests.Istio.Oracle;

/// <summary>A trafficPolicy, of which only TLS is asked for; <c>Port80</c> are the settings of that port, which may be there without saying anything of TLS.</summary>
internal sealed record MeshPolicy(bool? Tls, bool HasPort80, bool? Port80)
{
    public static MeshPolicy? From(Random random)
    {
        if (random.Next(3) == 0)
            return null;
        return new(Flag(), random.Next(2) == 0, Flag());

        bool? Flag() => random.Next(3) switch { 0 => null, 1 => true, _ => false };
    }

    public static string ToYaml(MeshPolicy? policy) =>
        policy is null ? string.Empty : $", trafficPolicy: {{loadBalancer: {{simple: RANDOM}}{Yaml(policy.Tls)}{(policy.HasPort80 ? $", portLevelSettings: [{{port: {{number: 80}}, loadBalancer: {{simple: RANDOM}}{Yaml(policy.Port80)}}}]" : string.Empty)}}}";

    /// <summary>Tells what holds at a port, and whether it stands in place of everything.</summary>
    public (bool? Tls, bool IsWhole) At(int port) => port == 80 && HasPort80 ? (Port80, true) : (Tls, false);

    private static string Yaml(bool? tls) => tls is null ? string.Empty : $", tls: {{mode: {(tls is true ? "SIMPLE" : "DISABLE")}}}";
}
