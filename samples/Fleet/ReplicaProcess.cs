using System.Text.Json;

namespace Fleet;

/// <summary>A process of several replicas, told what to do line by line: <c>abort</c>, <c>quiet</c>, <c>look</c>, and the end of the input to end.</summary>
internal static class ReplicaProcess
{
    public static async Task<int> RunAsync(FleetSettings settings)
    {
        var replicas = Enumerable.Range(0, settings.Replicas).Select(_ => new Replica(settings)).ToList();
        await Task.WhenAll(replicas.Select(r => r.StartAsync()));
        Console.WriteLine("started");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (line == "abort")
                await replicas[0].AbortAsync();
            if (line == "quiet")
                await Task.WhenAll(replicas.Select(r => r.QuietAsync()));
            Console.WriteLine(JsonSerializer.Serialize(replicas.ConvertAll(r => r.Look()), ReplicaMomentContext.Default.ListReplicaMoment));
        }

        foreach (var replica in replicas)
            await replica.DisposeAsync();
        return 0;
    }
}
