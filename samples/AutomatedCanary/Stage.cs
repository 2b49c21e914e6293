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
        await using var backends = await Backends.StartAsync(act.FailingShare);
        await using var service = Build(backends);
        await service.StartAsync();
        var controller = service.Services.GetRequiredService<IRolloutController>();
        using var person = new HttpClient { BaseAddress = new(service.Urls.First()) };
        AnsiConsole.MarkupLine($"[grey]Steer it yourself: curl -X POST {person.BaseAddress}rollouts/reviews/(promote|promote-full|pause|resume|abort|retry)[/]");

        await using var load = new Load(service.Services.GetRequiredService<IHttpClientFactory>().CreateClient("reviews"));
        var last = "";
        return Console.IsOutputRedirected
            ? await WatchAsync(controller, person, rollout => StatusTable.WriteLine(rollout, ref last))
            : await AnsiConsole.Live(new Text("")).StartAsync(live => WatchAsync(controller, person, rollout => live.UpdateTarget(StatusTable.Of(rollout))));
    }

    private static WebApplication Build(Backends backends)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "rollout.json")).AddInMemoryCollection(backends.Addresses);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting")).AddRollouts();
        builder.Services.AddHttpClient("reviews", client => client.BaseAddress = new("http://reviews")).AddTrafficRouting();
        var service = builder.Build();
        service.MapRollouts();
        return service;
    }

    private static async Task<List<Moment>> WatchAsync(IRolloutController controller, HttpClient person, Action<RolloutStatus> show)
    {
        var history = new List<Moment>();
        var before = new BackendTotals(0, 0, 0, null, null);
        while (history.Count < MostGlances && history.LastOrDefault() is not { Phase: RolloutPhase.Completed or RolloutPhase.RolledBack })
        {
            await Task.Delay(Glance);
            var rollout = controller.Find("reviews")!;
            var (state, now) = (rollout.State!, rollout.CanaryTotals);
            var requests = now.Requests - before.Requests;
            history.Add(new(state.Phase, state.Weight, requests == 0 ? 0 : (double)(now.Failures - before.Failures) / requests));
            before = now;
            show(rollout);

            // The pause after the first analysis waits for a person's word.
            if (state is { Phase: RolloutPhase.Paused, Pause: PauseReason.Step })
                (await person.PostAsync("/rollouts/reviews/resume", null)).EnsureSuccessStatusCode();
        }

        return history;
    }
}
