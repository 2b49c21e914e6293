namespace TrafficRouting.Cli;

/// <summary>What one backend or mirror of a route got.</summary>
/// <param name="Target">The backend; of a mirror, with that word.</param>
/// <param name="Expected">What it should get, in percent.</param>
/// <param name="Count">The requests it got.</param>
/// <param name="Share">The same in percent.</param>
internal sealed record SimulationRow(string Target, double Expected, int Count, double Share);
