using System.Globalization;

namespace TrafficRouting.Fleet.Tests.Simulation;

/// <summary>
/// Random histories of replicas, their store and their clocks. FLEET_HISTORIES asks for another number of them, FLEET_SEED for another first seed;
/// the seed that a failure names, with one history, replays it.
/// </summary>
public sealed class SimulationTests
{
    [Fact]
    public void Histories_Random_EndInAgreementAndNeverReviveWhatFailed()
    {
        var histories = Number("FLEET_HISTORIES", 500);
        var first = Number("FLEET_SEED", 1);
        string? wrong = null;

        Parallel.For(first, first + histories, new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, (seed, loop) =>
        {
            if (History.Run(seed) is not { } found)
                return;
            Interlocked.CompareExchange(ref wrong, found, null);
            loop.Stop();
        });

        Assert.True(wrong is null, wrong);
    }

    // A pause while the store was away once took what the replica had seen itself for a step passed.
    [Fact]
    public void History_PausedWhileTheStoreIsAway_MovesNoStepOn() => Assert.Null(History.Run(5261));

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
