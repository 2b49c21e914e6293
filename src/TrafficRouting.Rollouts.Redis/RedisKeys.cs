using System.Text.RegularExpressions;
using StackExchange.Redis;

namespace TrafficRouting.Rollouts.Redis;

/// <summary>Finds keys on all nodes that have some.</summary>
internal static partial class RedisKeys
{
    /// <summary>Lists the keys that begin and end as given.</summary>
    public static async Task<List<string>> ScanAsync(IDatabase database, string before, string after, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        foreach (var server in database.Multiplexer.GetServers().Where(s => !s.IsReplica))
        {
            await foreach (var key in server.KeysAsync(database.Database, $"{Literal(before)}*{Literal(after)}").WithCancellation(cancellationToken).ConfigureAwait(false))
                keys.Add(key.ToString());
        }

        return keys;
    }

    private static string Literal(string text) => Special().Replace(text, @"\$0");

    [GeneratedRegex(@"[*?\[\]\\^-]", RegexOptions.NonBacktracking)]
    private static partial Regex Special();
}
