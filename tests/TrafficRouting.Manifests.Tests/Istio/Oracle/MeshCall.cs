using TrafficRouting.TestKit;

namespace TrafficRouting.Manifests.Tests.Istio.Oracle;

/// <summary>A call, with what conditions may ask for.</summary>
internal sealed record MeshCall(string Scheme, string Host, int Port, string Path, string Method, string? X, string? Z, string? Q)
{
    public static MeshCall From(Random random)
    {
        var (scheme, port) = Of(("http", 80), ("http", 80), ("http", 81), ("http", 82), ("https", 443));
        return new(
            scheme,
            Of("web", "web.shop", "a.example.com", "b.example.com", "x.b.example.com", "example.com", "other"),
            port,
            Of("/", "/a", "/ab", "/az", "/a/b", "/abc", "/A", "/AB", "/b"),
            Of("GET", "POST"),
            Of(null, "one", "two", "onz", "on", string.Empty),
            Of(null, "one", "twz", string.Empty),
            Of(null, "1", "22", "2z", string.Empty));

        T Of<T>(params T[] all) => all[random.Next(all.Length)];
    }

    public TestRequest ToRequest()
    {
        List<(string, string)> headers = [];
        if (X is not null)
            headers.Add(("x", X));
        if (Z is not null)
            headers.Add(("z", Z));
        return new(Method, $"{Scheme}://{Host}:{Port}{Path}{(Q is null ? string.Empty : $"?q={Q}&q=other")}", [.. headers]);
    }
}
