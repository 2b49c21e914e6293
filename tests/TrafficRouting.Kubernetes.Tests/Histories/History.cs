using FsCheck;
using FsCheck.Fluent;

namespace TrafficRouting.Kubernetes.Tests.Histories;

/// <summary>What happens to a cluster, step by step.</summary>
/// <param name="Steps">What happens, and to which object.</param>
public sealed record History(IReadOnlyList<(HistoryStep Step, byte Which)> Steps)
{
    private const int MostSteps = 30;

    /// <summary>Histories of any length. One that fails is not made shorter: to see that a table never comes takes a minute each time.</summary>
    public static Arbitrary<History> Any { get; } = ArbMap.Default.GeneratorFor<byte>()
        .Zip(Gen.Elements(Enum.GetValues<HistoryStep>()), (which, step) => (step, which))
        .ListOf().Resize(MostSteps).Select(steps => new History([.. steps])).ToArbitrary();

    public override string ToString() => string.Join(", ", Steps.Select(s => $"{s.Step} {s.Which}"));
}
