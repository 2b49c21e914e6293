using Manifests;

namespace Kubernetes;

/// <summary>Commands that users of a mesh know, one after the other.</summary>
/// <param name="title">What it is about.</param>
/// <param name="steps">The commands.</param>
internal sealed class Story(string title, params IReadOnlyList<Step> steps)
{
    public string Title => title;

    /// <summary>Runs the commands.</summary>
    /// <param name="cluster">Where.</param>
    /// <param name="clients">Who follows.</param>
    /// <param name="followed">When each client followed each command.</param>
    public async IAsyncEnumerable<(string Command, IReadOnlyList<Check> Checks)> RunAsync(Cluster cluster, Clients clients, List<TimeSpan> followed)
    {
        foreach (var step in steps)
        {
            var (isOk, said) = (false, "");
            var arguments = step.Kubectl.Split(' ');
            // The document is not given as the file it is: ports of servers are filled in.
            if (step.Input is not null)
                arguments[^1] = "-";
            var times = await clients.FollowAsync(
                async () =>
                {
                    (isOk, said) = await cluster.KubectlAsync(arguments, step.Input);
                    return isOk;
                },
                step.Host,
                step.Routes);
            if (!isOk)
            {
                // Nothing came of it that could be looked at, and the next command builds on it.
                yield return ($"kubectl {step.Kubectl}", [new("kubectl", "exit code 0", said, false)]);
                yield break;
            }

            followed.AddRange(times);
            List<Check> checks =
            [
                new("kubectl", "exit code 0", "exit code 0", true),
                Check.Exact($"routes of {step.Host}", step.Routes, clients.RoutesOf(step.Host)),
                new("clients that followed", "20", $"{times.Count}, the last after {(times.Count == 0 ? "never" : $"{times[^1].TotalMilliseconds:0} ms")}", times.Count == 20),
            ];
            checks.AddRange(await step.Observe(clients));
            yield return ($"kubectl {step.Kubectl}", checks);
        }
    }
}
