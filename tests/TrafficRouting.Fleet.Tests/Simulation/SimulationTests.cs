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

    [Theory]
    [InlineData(5261)] // A pause while the store was away once took what the replica had seen itself for a step passed.
    [InlineData(9708)] // A retry that learned of the failure and could not be written once left the canary its weight.
    public void History_OnceWrong_IsRight(int seed) => Assert.Null(History.Run(seed));

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
