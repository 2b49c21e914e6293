using System.Diagnostics;
using System.Globalization;
using k8s;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using TrafficRouting.Kubernetes;

namespace TrafficRouting.Benchmarks.Cluster;

/// <summary>
/// What the first table of 10,000 HTTPRoutes and 50,000 endpoints costs, and what a changed object does: processor time and bytes of this
/// process, bytes of the bodies that it receives, and the time until it is in force. Exits with 1 when a changed object costs more than a hundredth of the first table.
/// </summary>
internal sealed class ClusterCost(ClusterProcess cluster)
{
    private const int Changes = 15;
    private const double Goal = 0.01;

    private TaskCompletionSource _swapped = new();

    public static async Task<int> RunAsync(int routes)
    {
        using var cluster = await ClusterProcess.StartAsync(routes);
        // The runtime compiles on the way; the first table of an application that has run for a while is the second one here.
        await using (Application(cluster))
        {
        }

        return await new ClusterCost(cluster).MeasureAsync(routes);
    }

    private async Task<int> MeasureAsync(int routes)
    {
        ServiceProvider? started = null;
        var first = await CostAsync(() =>
        {
            started = Application(cluster);
            return Task.CompletedTask;
        });
        await using var services = started!;
        Write($"{routes} HTTPRoutes, {5 * routes} endpoints: first table", first);
        var inForce = services.GetServices<IOptionsChangeTokenSource<TrafficRoutingOptions>>().Single(s => s.Name is "");
        using var listening = ChangeToken.OnChange(inForce.GetChangeToken, () => Volatile.Read(ref _swapped).TrySetResult());
        // What follows the start by itself is over then.
        await Task.Delay(TimeSpan.FromSeconds(2));

        var isKept = await ChangedAsync("a changed HTTPRoute", first, i => cluster.ChangeRouteAsync(routes / 2, 50 + i));
        isKept &= await ChangedAsync("a changed EndpointSlice", first, i => cluster.ChangeEndpointsAsync(routes / 3, 2 + (i % 3)));
        return isKept ? 0 : 1;
    }

    private static ServiceProvider Application(ClusterProcess cluster)
    {
        var collection = new ServiceCollection().AddLogging();
        collection.AddTrafficRouting().AddKubernetes(o =>
        {
            o.Namespaces.Add("shop");
            o.Kinds |= KubernetesKinds.EndpointSlices;
            o.StartTimeout = TimeSpan.FromMinutes(2);
            o.Optional = false;
            o.Configuration = () => new KubernetesClientConfiguration { Host = cluster.Address.ToString() };
        });
        var services = collection.BuildServiceProvider();
        services.GetRequiredService<TrafficRouter>();
        return services;
    }

    private async Task<bool> ChangedAsync(string name, ClusterFigure first, Func<int, Task> change)
    {
        var figures = new List<ClusterFigure>();
        for (var i = 0; i < Changes; i++)
        {
            figures.Add(await CostAsync(async () =>
            {
                var swapped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                Volatile.Write(ref _swapped, swapped);
                await change(i);
                await swapped.Task;
            }));
            // Soon after a table the next one is held back.
            await Task.Delay(TimeSpan.FromSeconds(2));
        }

        var median = new ClusterFigure(Middle(figures, f => f.Elapsed), Middle(figures, f => f.Processor), Middle(figures, f => f.MebiBytes), Middle(figures, f => f.SentBytes));
        Write(name, median);
        var (time, bytes) = (median.Processor / first.Processor, median.MebiBytes / first.MebiBytes);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} / first table: {time:0.0000} of the processor time, {bytes:0.0000} of the bytes ≤ {Goal}"));
        return time <= Goal && bytes <= Goal;
    }

    private async Task<ClusterFigure> CostAsync(Func<Task> run)
    {
        var sent = await cluster.SentBytesAsync();
        var (bytes, processor, started) = (GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await run();
        var (elapsed, used, allocated) = (Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - processor, GC.GetTotalAllocatedBytes(precise: true) - bytes);
        return new(elapsed.TotalMilliseconds, used.TotalMilliseconds, allocated / 1024d / 1024d, await cluster.SentBytesAsync() - sent);
    }

    private static double Middle(List<ClusterFigure> figures, Func<ClusterFigure, double> read) => figures.Select(read).Order().ElementAt(figures.Count / 2);

    private static void Write(string name, ClusterFigure figure) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {figure.Elapsed:0} ms, {figure.Processor:0.0} ms of the processor, {figure.MebiBytes:0.00} MiB allocated, {figure.SentBytes:0} bytes received"));
}
