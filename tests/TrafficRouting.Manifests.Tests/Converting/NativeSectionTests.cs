using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Configuration;
using TrafficRouting.Manifests.Tests.Importing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Manifests.Tests.Converting;

public sealed class NativeSectionTests
{
    [Property(MaxTest = 200)]
    public Property Write_RandomDocuments_DecidesAlike() => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var documents = string.Join("\n---\n", Enumerable.Range(0, random.Next(2, 12)).Select(_ => RandomDocuments.Draw(random)));
        var result = TrafficManifests.LoadText(documents);
        if (result.Findings.Any(f => f.Severity is FindingSeverity.Error) || TrafficRoutingOptionsValidator.Inspect(result.Options).Any(f => f.Severity is FindingSeverity.Error))
            return;

        var written = new NativeSection((_, entry) => result.LocationOf(entry)).Write("TrafficRouting", result.Options);

        var read = Read(written);
        Assert.True(TrafficRoutingOptions.Shape.Same(result.Options, read), written);
        if (result.Options.Services.Count == 0)
            return;
        var (before, after) = (RouteTable.Compile(result.Options), RouteTable.Compile(read));
        for (var i = 0; i < 20; i++)
        {
            var request = Request(random);
            Assert.Equal(before.Explain(request).ToString(), after.Explain(request).ToString());
        }
    });

    [Fact]
    public void Write_Documents_SaysWhereEachEntryIsFrom()
    {
        var result = TrafficManifests.LoadTexts([("mesh.yaml", """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: { name: ratings, namespace: shop }
            spec:
              hosts: [ratings]
              http:
              - match:
                - uri: { prefix: /a }
                - headers: { end-user: { exact: jason } }
                route: [{ destination: { host: ratings, port: { number: 80 } } }]
              - route: [{ destination: { host: ratings, port: { number: 80 } } }]
            """)], configure: null);

        var written = new NativeSection((_, entry) => result.LocationOf(entry)).Write("Routing", result.Options);

        var lines = written.Split('\n').Select(l => l.Trim()).ToList();
        Assert.Equal(
            ["mesh.yaml:10 \"ratings.shop\"", "mesh.yaml:1 \"ratings.shop\"", "mesh.yaml:7 \"http-0\"", "mesh.yaml:8 { \"Path\"", "mesh.yaml:9 { \"Headers\"", "mesh.yaml:11 \"http-1\""],
            lines.Index().Where(l => l.Item.StartsWith("// ", StringComparison.Ordinal)).Select(l => $"{l.Item[3..]} {lines[l.Index + 1].Split(':')[0]}"));
    }

    [Fact]
    public void Write_NamesThatNoKeyCanBe_AreReadBack()
    {
        var options = new TrafficRoutingOptions()
            .AddBackend("a", "http://a")
            .AddService("s", service => service.AddHost("s").AddRoute("r", route => route.SendTo("a")
                .AddMatch(match =>
                {
                    match.Query["x"] = new() { Exact = "1" };
                    match.Query["X"] = new() { Present = true };
                    match.Query["a:b"] = new() { Exact = "" };
                    match.AnyOf.Add(new() { Properties = { ["a_b"] = new() { Exact = "1" }, ["a:b"] = new() { Exact = "2" } } });
                })));

        var read = RouteTable.Compile(Read(new NativeSection((_, _) => null).Write("TrafficRouting", options)));

        foreach (var (query, name, value) in new[] { ("x=1&X=&a:b=", "a:b", "2"), ("x=1&X=&a:b=", "a_b", "1"), ("x=1&a:b=", "a:b", "2"), ("x=1&X=&a:b=1", "a:b", "2"), ("x=1&X=&a:b=", "a_b", "2") })
        {
            var request = new TestRequest("GET", $"http://s/?{query}") { Properties = new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value } };
            Assert.Equal(RouteTable.Compile(options).Explain(request).Route?.Name, read.Explain(request).Route?.Name);
        }
    }

    internal static TrafficRoutingOptions Read(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var read = TrafficRoutingOptionsReader.Read(new ConfigurationBuilder().AddJsonStream(stream).Build().GetSection("TrafficRouting"));
        Assert.DoesNotContain(read.Findings, f => f.Severity is FindingSeverity.Error && !f.Message.Contains("no section", StringComparison.Ordinal) && !f.Message.Contains("is empty", StringComparison.Ordinal));
        return read.Options;
    }

    private static TestRequest Request(Random random)
    {
        string[] hosts = ["web", "api", "shop.example.com", "gw.example.com", "b.example.com", "web.other.svc.cluster.local", "split", "api.shop"];
        string[] paths = ["/", "/a", "/a/", "/b/x", "/b"];
        return new(random.Next(2) == 0 ? "GET" : "POST", $"http://{hosts[random.Next(hosts.Length)]}:{(random.Next(3) == 0 ? 8080 : 80)}{paths[random.Next(paths.Length)]}?a={random.Next(2)}", ("x-y", random.Next(2) == 0 ? "1" : "x"));
    }
}
