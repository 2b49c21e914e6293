using System.Globalization;

namespace TrafficRouting.Rollouts;

/// <summary>Names a process so that people recognise it and no two are the same.</summary>
internal static class ReplicaName
{
    private const int MaxHost = 40;

    public static string Create(RandomSource random)
    {
        var host = string.Concat(Environment.MachineName.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.').Take(MaxHost));
        return string.Create(CultureInfo.InvariantCulture, $"{host}-{Environment.ProcessId}-{random.NextUInt64():x16}");
    }
}
