using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Manifests.Tests.Oracles;

/// <summary>Random Gateways and routes decide as the specification does, read by an evaluator of its own.</summary>
public sealed class GatewayOracleTests
{
    private const int Requests = 60;

    private static readonly FsCheck.Gen<int> Seeds = Gen.Choose(0, int.MaxValue - 1);

    [Property(MaxTest = 150)]
    public Property Decide_OfRandomRoutes_IsTheSpecifications() => Prop.ForAll(Seeds.ToArbitrary(), seed =>
    {
        var gateway = RandomGateway.From(seed);
        var yaml = gateway.ToYaml();
        var imported = Imported.From(yaml, o =>
        {
            o.GatewayHosts.Add("*");
            o.StrictHostnames = gateway.IsStrict;
        });
        Assert.Empty(imported.Errors);

        var random = new Random(seed);
        for (var i = 0; i < Requests; i++)
        {
            var request = RandomGateway.Request(random, gateway.IsGrpc);
            Assert.Equal((request, yaml, GatewayOracle.Decide(gateway, request)), (request, yaml, Decide(imported, request)));
        }
    });

    private static string? Decide(Imported imported, RandomRequest request)
    {
        var headers = new List<(string, string)>();
        if (request.X is not null)
            headers.Add(("x-one", request.X));
        if (request.Z is not null)
            headers.Add(("x-two", request.Z));
        var url = $"http://{request.Host}:{request.Port}{request.Path}{(request.Q is null ? "" : $"?q={request.Q}")}";
        return imported.Decide(request.Method, url, [.. headers])?.Route?.Backends.Select(b => b.Backend.Name).FirstOrDefault();
    }
}
