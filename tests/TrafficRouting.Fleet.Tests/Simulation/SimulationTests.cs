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
    [InlineData(5)] // A replica with older steps once kept its weight while the newer ones had not begun.
    [InlineData(863)] // Replicas with something older once left it to others to write back what the store had forgotten.
    [InlineData(1501)] // A load while the store was away once left a replica with older steps none of the canary's weight.
    [InlineData(6511)] // A pause once brought a promotion into force that waited in the store and was not written.
    [InlineData(21388)] // A load while an abort was read once left the canary all traffic.
    public void History_OnceWrong_IsRight(int seed) => Assert.Null(History.Run(seed));

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
