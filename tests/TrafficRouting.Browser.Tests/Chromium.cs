using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(TrafficRouting.Browser.Tests.Chromium))]

namespace TrafficRouting.Browser.Tests;

/// <summary>The machine's own Chromium, started once; tests that need it are skipped where there is none, and say what to install.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } path)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Headless = true, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens an empty page of a profile of its own.</summary>
    public async Task<IPage> OpenAsync(int width = 1600, int height = 1000, ColorScheme scheme = ColorScheme.Light, string? user = null)
    {
        Assert.SkipWhen(_browser is null, "There is no Chromium: \"apt-get install chromium\", or name one in TEST_CHROMIUM.");
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            ExtraHTTPHeaders = user is null ? null : [new(AspNetCore.Tests.TestUser.Header, user)],
        });
        context.SetDefaultTimeout(60_000);
        Assertions.SetDefaultExpectTimeout(60_000);
        return await context.NewPageAsync();
    }

    private static string? Find() => Environment.GetEnvironmentVariable("TEST_CHROMIUM") is { Length: > 0 } named
        ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(_ => Names, Path.Combine)
            .FirstOrDefault(File.Exists);
}
