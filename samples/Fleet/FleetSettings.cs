using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Fleet;

/// <summary>What the processes are told on their command lines.</summary>
/// <param name="Redis">The server.</param>
/// <param name="Prefix">What the keys of this run begin with.</param>
/// <param name="Replicas">How many replicas a process has.</param>
/// <param name="FailingShare">The share of the canary's requests that fail.</param>
/// <param name="Steps">The steps: <c>short</c> ends within seconds, <c>long</c> analyses for ever, <c>pause</c> waits six seconds.</param>
/// <param name="Stale">The seconds without the server after which all traffic goes to stable; 0 for never.</param>
/// <param name="Skew">By how many minutes the process' clock is wrong.</param>
internal sealed record FleetSettings(string Redis, string Prefix, int Replicas, double FailingShare, string Steps, int Stale, int Skew = 0)
{
    public IEnumerable<string> ToArguments() =>
        [Redis, Prefix, Text(Replicas), FailingShare.ToString(CultureInfo.InvariantCulture), Steps, Text(Stale), Text(Skew)];

    public static FleetSettings Parse(ReadOnlySpan<string> arguments) => new(
        arguments[0], arguments[1], Number(arguments[2]), double.Parse(arguments[3], CultureInfo.InvariantCulture), arguments[4], Number(arguments[5]), Number(arguments[6]));

    public IConfiguration ToConfiguration()
    {
        var keys = new Dictionary<string, string?>
        {
            ["Backends:v1:Address"] = "http://v1",
            ["Backends:v2:Address"] = "http://v2",
            ["Services:reviews:Hosts:0"] = "reviews",
            ["Services:reviews:Routes:default:Weights:v1"] = "100",
            ["Rollouts:reviews:Service"] = "reviews",
            ["Rollouts:reviews:Route"] = "default",
            ["Rollouts:reviews:Stable"] = "v1",
            ["Rollouts:reviews:Canary"] = "v2",
            ["Rollouts:reviews:Steps:0:SetWeight"] = "20",
            ["Rollouts:reviews:Steps:1:Analyze:Count"] = Steps == "long" ? "100000" : "2",
            ["Rollouts:reviews:Analysis:Interval"] = "00:00:01",
            ["Rollouts:reviews:Analysis:MinRequests"] = "30",
        };
        if (Steps == "pause")
        {
            keys.Remove("Rollouts:reviews:Steps:1:Analyze:Count");
            keys["Rollouts:reviews:Steps:1:Pause:Duration"] = "00:00:06";
        }

        if (Stale > 0)
        {
            keys["Rollouts:reviews:StaleAfter"] = TimeSpan.FromSeconds(Stale).ToString();
            keys["Rollouts:reviews:WhenStale"] = "Stable";
        }

        return new ConfigurationBuilder().AddInMemoryCollection(keys.Select(k => KeyValuePair.Create($"TrafficRouting:{k.Key}", k.Value))).Build();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
