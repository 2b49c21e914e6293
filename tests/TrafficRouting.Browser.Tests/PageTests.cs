using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TrafficRouting.Rollouts;
using static Microsoft.Playwright.Assertions;

namespace TrafficRouting.Browser.Tests;

public sealed class PageTests(Chromium chromium)
{
    [Fact]
    public async Task Graph_WithTraffic_ShowsWhereItGoes()
    {
        await using var viewer = await Viewer.OpenAsync(chromium, _ => { });
        await viewer.SeeAsync("[data-route='reviews/default']", "no traffic");

        await viewer.CallAsync(40);

        await viewer.SeeAsync("[data-route='reviews/default']", "v1 75\u00a0% → 75\u00a0%");
        await viewer.SeeAsync("[data-backend=v1]", "30/s");
        await viewer.SeeAsync("#clients", "shop");
        await viewer.SeeAsync("#rate", "40");
        await viewer.SeeAsync("#routes", "v1 75\u00a0% → 75\u00a0%, v2 25\u00a0% → 25\u00a0%");
        await Expect(viewer.Page.Locator("#edges .flow")).ToHaveCountAsync(3);

        await viewer.CallAsync(0);
        await viewer.SeeAsync("#rate", "20");
    }

    [Fact]
    public async Task Graph_OfAnEjectedBackend_SaysSo_UntilItIsBack()
    {
        await using var viewer = await Viewer.OpenAsync(chromium, keys =>
        {
            keys["TrafficRouting:Backends:v2:Health:ConsecutiveFailures"] = "1";
            keys["TrafficRouting:Backends:v2:Health:EjectionTime"] = "00:00:30";
            keys["TrafficRouting:Backends:v2:Address"] = "http://127.0.0.1:1";
        });

        await viewer.CallAsync(8);
        await viewer.SeeAsync("[data-backend=v2]", "⊘ ejected, back in ");
        await viewer.SeeAsync("[data-route='reviews/default']", "v2 25\u00a0% → 13\u00a0% ⊘");
        await Expect(viewer.Page.Locator("#edges .edge.out")).ToHaveCountAsync(2);

        viewer.App.Clock.Advance(TimeSpan.FromSeconds(30));
        await viewer.CallAsync(0);
        await Expect(viewer.Page.Locator("[data-backend=v2] .tag.bad")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Graph_AfterAReload_FollowsIt_AndTheConfigurationSaysWhatChanged()
    {
        await using var viewer = await Viewer.OpenAsync(chromium, _ => { });

        viewer.App.Reload("TrafficRouting:Services:reviews:Routes:default:Weights:v2", "3");
        await viewer.CallAsync(0);
        await viewer.SeeAsync("[data-route='reviews/default']", "v2 50\u00a0%");
        await viewer.SeeAsync("#notes", "service reviews changed");

        viewer.App.Reload("TrafficRouting:Services:reviews:Routes:default:Weights:<img src=x onerror=alert(1)>", "3");
        await viewer.CallAsync(0);
        await viewer.SeeAsync("#config", "✕ last change not in force");
        await viewer.SeeAsync("#current", "not in force");
        await Expect(viewer.Page.Locator("main img")).ToHaveCountAsync(0);
        Assert.Empty(viewer.Complaints);
    }

    [Fact]
    public async Task Explain_OfARequest_ShowsTheDecisionAndWhyNotTheOthers()
    {
        await using var viewer = await Viewer.OpenAsync(chromium, _ => { });

        await viewer.Page.GetByLabel("URL").FillAsync("http://reviews/1");
        await viewer.Page.GetByLabel("Headers").FillAsync("end-user: anna");
        await viewer.Page.GetByRole(AriaRole.Button, new() { Name = "Explain", Exact = true }).ClickAsync();

        await viewer.SeeAsync("#explained", "reviews/default (round robin: v1 75 %, v2 25 %)");
        await viewer.SeeAsync("#explained", "not staff: header 'end-user' is not 'jason'");
    }

    [Fact]
    public async Task Abort_OfAnOperator_EndsTheRollout()
    {
        await using var viewer = await Viewer.OpenAsync(chromium);
        await viewer.SeeAsync(".rollout", "paused");

        await viewer.Page.GetByRole(AriaRole.Button, new() { Name = "Abort" }).ClickAsync();

        await viewer.SeeAsync(".rollout", "■ aborted");
        await viewer.SeeAsync(".rollout [role=status]", "Abort: done");
        Assert.Equal(RolloutPhase.Aborted, Phase(viewer));
    }

    [Fact]
    public async Task Abort_WithoutTheHeader_IsRefused()
    {
        await using var viewer = await Viewer.OpenAsync(chromium);

        var status = await viewer.Page.EvaluateAsync<int>("async () => (await fetch('/traffic/api/rollouts/reviews/Abort', { method: 'POST' })).status");

        Assert.Equal((int)HttpStatusCode.Forbidden, status);
        Assert.Equal(RolloutPhase.Paused, Phase(viewer));
    }

    [Fact]
    public async Task Abort_WithoutThePolicy_IsNeitherOfferedNorTaken()
    {
        await using var viewer = await Viewer.OpenAsync(chromium, user: "somebody");
        await viewer.SeeAsync(".rollout", "paused");

        await Expect(viewer.Page.GetByRole(AriaRole.Button, new() { Name = "Abort" })).ToHaveCountAsync(0);
        var status = await viewer.Page.EvaluateAsync<int>(
            "async () => (await fetch('/traffic/api/rollouts/reviews/Abort', { method: 'POST', headers: { 'X-Traffic-Command': '1' } })).status");

        Assert.Equal((int)HttpStatusCode.Forbidden, status);
        Assert.Equal(RolloutPhase.Paused, Phase(viewer));
    }

    [Fact]
    public async Task Keyboard_Alone_ReachesAndUsesEverything()
    {
        await using var viewer = await Viewer.OpenAsync(chromium);
        await viewer.CallAsync(4);
        await viewer.SeeAsync("[data-route='reviews/default']", "/s");
        var keyboard = viewer.Page.Keyboard;

        await keyboard.PressAsync("Tab");
        await Expect(viewer.Page.Locator(".skip")).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await TabToAsync(viewer, "#filter");
        await keyboard.TypeAsync("default");
        await Expect(viewer.Page.Locator("#routes tr")).ToHaveCountAsync(1);
        await TabToAsync(viewer, "[data-route='reviews/default']");
        await keyboard.PressAsync("Enter");
        await Expect(viewer.Page.Locator("[data-route='reviews/default'][aria-pressed=true]")).ToHaveCountAsync(1);
        await TabToAsync(viewer, "[data-command=Abort]");
        await keyboard.PressAsync("Enter");
        await viewer.SeeAsync(".rollout", "■ aborted");
        await TabToAsync(viewer, "#explain [name=url]");
        await keyboard.PressAsync("Enter");
        await viewer.SeeAsync("#explained", "reviews/default");
        await TabToAsync(viewer, ".scroll");
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1600)]
    [InlineData(ColorScheme.Dark, 1600)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task Audit_OfThePageInUse_FindsNothing(ColorScheme scheme, int width)
    {
        await using var viewer = await Viewer.OpenAsync(chromium, scheme: scheme, width: width);
        viewer.App.Reload("TrafficRouting:Services:reviews:Routes:default:Weights:v9", "3");
        await viewer.CallAsync(40);
        await viewer.SeeAsync("#rate", "40");
        await viewer.SeeAsync("#current", "not in force");

        var problems = await viewer.Page.EvaluateAsync<string[]>(await File.ReadAllTextAsync(TestKit.DocSnippets.Locate("tests/TrafficRouting.Browser.Tests/audit.js"), TestContext.Current.CancellationToken));

        Assert.True(problems.Length == 0, string.Join("\n", problems));
    }

    [Fact]
    public async Task Page_InUse_AsksNobodyElse_AndBreaksNoRuleOfItsPolicy()
    {
        await using var viewer = await Viewer.OpenAsync(chromium);
        await viewer.CallAsync(40);
        await viewer.SeeAsync("#rate", "40");
        await viewer.Page.Locator("#theme").ClickAsync();
        await viewer.Page.Locator("[data-route='reviews/default']").ClickAsync();
        await viewer.Page.GetByRole(AriaRole.Button, new() { Name = "Explain", Exact = true }).ClickAsync();
        await viewer.SeeAsync("#explained", "reviews");

        Assert.Empty(viewer.Complaints);
        Assert.All(viewer.Requests, url => Assert.True(url.Scheme == "data" || url.Authority == viewer.App.Http.BaseAddress!.Authority, url.ToString()));
    }

    [Fact]
    public async Task Routes_AThousand_AreDrawnAtOnce_AndCanBeFiltered()
    {
        await using var viewer = await Viewer.OpenAsync(chromium, keys =>
        {
            for (var service = 0; service < 100; service++)
            {
                keys[$"TrafficRouting:Services:s{service:000}:Hosts:0"] = $"s{service:000}";
                for (var route = 0; route < 10; route++)
                {
                    var key = $"TrafficRouting:Services:s{service:000}:Routes:r{route}";
                    keys[$"{key}:Order"] = $"{route}";
                    keys[$"{key}:Matches:0:Path:Exact"] = $"/{route}";
                    keys[$"{key}:Weights:v1"] = "3";
                    keys[$"{key}:Weights:v2"] = "1";
                }
            }
        });
        await viewer.CallAsync(40);
        await viewer.SeeAsync("#rate", "40");

        // Each count of rows that a frame could have shown: a table drawn row by row has many, one that is drawn twice has some twice.
        await viewer.Page.AddInitScriptAsync("""
            window.counts = [];
            new MutationObserver(() => {
                const rows = document.querySelectorAll('#routes tr').length;
                if (rows !== window.counts.at(-1)) window.counts.push(rows);
            }).observe(document, { childList: true, subtree: true });
            """);
        await viewer.Page.ReloadAsync();
        await Expect(viewer.Page.Locator("#routes tr")).ToHaveCountAsync(1002);
        var counts = await viewer.Page.EvaluateAsync<int[]>("window.counts");
        Assert.Equal([0, 1002], counts);
        await Expect(viewer.Page.Locator("#routes tr").First).ToContainTextAsync("reviews/default");
        await viewer.SeeAsync("#graph-note", "and 978 more routes");
        await viewer.Page.Locator("#filter").FillAsync("s042");
        await Expect(viewer.Page.Locator("#routes tr")).ToHaveCountAsync(10);
        await viewer.SeeAsync("#count", "10 of 1002");
    }

    [Theory]
    [InlineData(1920, 1080, ColorScheme.Dark, "wall")]
    [InlineData(1280, 900, ColorScheme.Light, "laptop")]
    [InlineData(390, 844, ColorScheme.Light, "phone")]
    public async Task Screenshot_OfThePageInUse_IsKept(int width, int height, ColorScheme scheme, string name)
    {
        await using var viewer = await Viewer.OpenAsync(chromium, width: width, height: height, scheme: scheme);
        for (var i = 0; i < 5; i++)
            await viewer.CallAsync(30);
        await viewer.SeeAsync("#rate", "30");

        var path = Path.Combine(TestKit.DocSnippets.Locate("artifacts/screenshots"), $"traffic-{name}.png");
        await viewer.Page.ScreenshotAsync(new() { Path = path, FullPage = true });

        Assert.True(new FileInfo(path).Length > 10_000);
        // Nothing runs out of the window.
        Assert.True(await viewer.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }

    private static RolloutPhase? Phase(Viewer viewer) => viewer.App.Services.GetRequiredService<IRolloutController>().Find("reviews")!.State?.Phase;

    private static async Task TabToAsync(Viewer viewer, string selector)
    {
        for (var i = 0; i < 40; i++)
        {
            await viewer.Page.Keyboard.PressAsync("Tab");
            if (await viewer.Page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) ?? false", selector))
                return;
        }

        Assert.Fail($"Tab does not reach {selector}.");
    }
}
