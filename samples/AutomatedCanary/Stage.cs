using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spectre.Console;
using TrafficRouting.Rollouts;

namespace AutomatedCanary;

/// <summary>Plays one act: backends, a service that calls them under load, and its rollout, watched until it ends.</summary>
internal static class Stage
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);
    private const int MostGlances = 100;

    public static async Task<List<Moment>> PlayAsync(Act act)
    {
        await using var backends = await Backends.StartAsync(act);
        await using var service = Build(act, backends);
        await service.StartAsync();
        var controller = service.Services.GetRequiredService<IRolloutController>();
        using var person = new HttpClient { BaseAddress = new(service.Urls.First()) };
        AnsiConsole.MarkupLine($"[grey]Steer it yourself: curl -X POST {person.BaseAddress}rollouts/reviews/(promote|promote-full|pause|resume|abort|retry)[/]");

        await using var load = new Load(Clients.CallOf(act, service.Services));
        var last = "";
        return Console.IsOutputRedirected
            ? await WatchAsync(act, backends, controller, person, rollout => StatusTable.WriteLine(rollout, ref last))
            : await AnsiConsole.Live(new Text("")).StartAsync(live => WatchAsync(act, backends, controller, person, rollout => live.UpdateTarget(StatusTable.Of(rollout))));
    }

    private static WebApplication Build(Act act, Backends backends)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "rollout.json")).AddInMemoryCollection(backends.Addresses);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting")).AddRollouts();
        Clients.Add(builder.Services, act);
        var service = builder.Build();
        service.MapRollouts();
        return service;
    }

    private static async Task<List<Moment>> WatchAsync(Act act, Backends backends, IRolloutController controller, HttpClient person, Action<RolloutStatus> show)
    {
        var history = new List<Moment>();
        var before = new BackendTotals(0, 0, 0, null, null);
        var burst = act.Burst;
        while (history.Count < MostGlances && history.LastOrDefault() is not { Phase: RolloutPhase.Completed or RolloutPhase.RolledBack })
        {
            await Task.Delay(Glance);
            var rollout = controller.Find("reviews")!;
            var (state, now) = (rollout.State!, rollout.CanaryTotals);
            // Who gives up is as badly served as who gets an error.
            var requests = now.Requests + now.Cancellations - before.Requests - before.Cancellations;
            history.Add(new(state.Phase, state.Weight, requests == 0 ? 0 : (double)(now.Failures + now.Cancellations - before.Failures - before.Cancellations) / requests));
            before = now;
            show(rollout);

            // After a measurement, so that the burst lies within one interval.
            if (burst > 0 && state.MeasuredAt is not null)
            {
                backends.BeginBurst(burst);
                burst = 0;
            }

            // The pause after the first analysis waits for a person's word.
            if (state is { Phase: RolloutPhase.Paused, Pause: PauseReason.Step })
                (await person.PostAsync("/rollouts/reviews/resume", null)).EnsureSuccessStatusCode();
        }

        return history;
    }
}
