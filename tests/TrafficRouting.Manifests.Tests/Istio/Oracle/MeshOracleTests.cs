using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Manifests.Tests.Istio.Oracle;

/// <summary>Random documents of a mesh, read and decided by, against an evaluator that knows nothing of how that is done.</summary>
public sealed class MeshOracleTests
{
    private const int Calls = 60;

    [Property(MaxTest = 150)]
    public Property Decide_RandomMesh_IsWhatTheOracleTells() => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), AssertSame);

    private static void AssertSame(int seed)
    {
        var intent = MeshIntent.From(seed);
        var imported = Imported.From(intent.ToYaml(), o =>
        {
            o.Labels["app"] = "shop";
            o.Gateways.Add("mesh");
        });
        Assert.Empty(imported.Failures);

        var random = new Random(seed);
        for (var i = 0; i < Calls; i++)
        {
            var call = MeshCall.From(random);
            var (expected, actual) = (MeshOracle.Tell(intent, call), Tell(imported, call));
            Assert.True(expected == actual, $"{call}: {expected}, not {actual} of\n{intent.ToYaml()}");
        }
    }

    private static string Tell(Imported imported, MeshCall call)
    {
        if (imported.Router.Decide(call.ToRequest()) is not { } decision)
            return "passes";
        return decision.Route is not { } route ? "404" : string.Join(' ', route.Backends
            .Where(b => b.Weight > 0)
            .GroupBy(b => Endpoints(imported.Options.Backends[b.Backend.Name]), b => b.Weight, StringComparer.Ordinal)
            .Select(g => $"{g.Key}={g.Sum()}")
            .Order(StringComparer.Ordinal));
    }

    private static string Endpoints(BackendOptions backend) =>
        backend.Address ?? string.Join('+', backend.Endpoints.Values.Select(e => e.Address!).Order(StringComparer.Ordinal));
}
