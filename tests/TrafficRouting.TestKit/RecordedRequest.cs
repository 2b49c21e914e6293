namespace TrafficRouting.TestKit;

/// <summary>What a <see cref="BackendServer"/> received.</summary>
public sealed record RecordedRequest(
    string Method, string Target, string Host, string Protocol, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Path => Target.Split('?')[0];

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
