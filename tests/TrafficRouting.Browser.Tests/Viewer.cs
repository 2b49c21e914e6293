using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using TrafficRouting.AspNetCore.Tests;

namespace TrafficRouting.Browser.Tests;

/// <summary>An application with a page, and a browser that looks at it.</summary>
internal sealed class Viewer : IAsyncDisposable
{
    private Viewer(PageApp app, IPage page)
    {
        (App, Page) = (app, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => Complaints.Enqueue(error);
        page.Request += (_, request) => Requests.Enqueue(new(request.Url));
        page.Dialog += (_, dialog) => Complaints.Enqueue($"a dialog: {dialog.Message}");
    }

    public PageApp App { get; }

    public IPage Page { get; }

    /// <summary>Gets what the browser complained of, violations of the content security policy included.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    public ConcurrentQueue<Uri> Requests { get; } = new();

    public static async Task<Viewer> OpenAsync(
        Chromium chromium, Action<Dictionary<string, string?>>? configure = null, int width = 1600, int height = 1000, ColorScheme scheme = ColorScheme.Light, string user = "operator")
    {
        var page = await chromium.OpenAsync(width, height, scheme, user);
        var app = await PageApp.StartAsync(
            a => a.MapTrafficRouting("/traffic", o => (o.Commands, o.CommandPolicy) = (true, "operators")).RequireAuthorization("users"), TestUser.Add, configure ?? PageRollout.Add);
        var viewer = new Viewer(app, page);
        await page.GotoAsync(new Uri(app.Http.BaseAddress!, "/traffic").ToString());
        await viewer.SeeAsync("#live", "● live");
        return viewer;
    }

    /// <summary>Waits until an element has a text.</summary>
    public Task SeeAsync(string selector, string text) => Assertions.Expect(Page.Locator(selector)).ToContainTextAsync(text, new() { Timeout = 20_000 });

    /// <summary>Has calls made, and lets a second pass.</summary>
    public async Task CallAsync(int times)
    {
        await App.CallAsync(times);
        App.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        await App.DisposeAsync();
    }
}
