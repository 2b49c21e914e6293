using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrafficRouting.Hosts.Tests.Docs;
using TrafficRouting.TestKit;
using static TrafficRouting.Hosts.Tests.Docs.CallerSnippets;

namespace TrafficRouting.Hosts.Tests;

/// <summary>The caller of an application decides where the application's own calls go, by each way that the page shows.</summary>
public sealed class CallerTests : IAsyncLifetime
{
    private BackendServer _v1 = null!;
    private BackendServer _v2 = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _v1 = await BackendServer.StartAsync("v1");
        _v2 = await BackendServer.StartAsync("v2");
    }

    public async ValueTask DisposeAsync()
    {
        await _v1.DisposeAsync();
        await _v2.DisposeAsync();
    }

    [Fact]
    public async Task User_OfTheIncomingRequest_TakesTheTestersRoute()
    {
        await using var app = await StartAsync(0, Register);

        Assert.Equal("v2", await AskAsync(app, user: "jason"));
        Assert.Equal("jason", Assert.Single(_v2.Requests).Header("end-user"));
        // Everybody else sticks to one of the two.
        var others = new HashSet<string>();
        for (var i = 0; i < 5; i++)
            others.Add(await AskAsync(app, user: "anna"));
        Assert.Single(others);
    }

    [Fact]
    public async Task Tenant_OfTheAmbientContext_TakesItsRouteAndStaysInTheProcess()
    {
        await using var app = await StartAsync(1, builder =>
        {
            builder.Services.AddSingleton<TenantContext>().AddTransient<TenantHandler>();
            builder.Services.AddHttpClient("reviews", c => c.BaseAddress = new("http://reviews")).AddHttpMessageHandler<TenantHandler>().AddTrafficRouting();
        });

        Assert.Equal("v2", await AskAsync(app, tenant: "fabrikam"));
        Assert.DoesNotContain(Assert.Single(_v2.Requests).Headers, h => h.Value.Contains("fabrikam", StringComparison.Ordinal));
        var others = new HashSet<string>();
        for (var i = 0; i < 5; i++)
            others.Add(await AskAsync(app, tenant: "adatum"));
        Assert.Single(others);
    }

    [Fact]
    public async Task Cookie_OfTheIncomingRequest_IsWhatStickyAndTheBackendSee()
    {
        await using var app = await StartAsync(0, builder =>
        {
            builder.Services.AddHttpContextAccessor().AddTransient<SessionHandler>();
            builder.Services.AddHttpClient("reviews", c => c.BaseAddress = new("http://reviews")).AddHttpMessageHandler<SessionHandler>().AddTrafficRouting();
            builder.Services.PostConfigure<TrafficRoutingOptions>(o =>
            {
                var route = o.Services["reviews"].Routes["default"];
                (route.Sticky, route.Weights["reviews-v1"], route.Weights["reviews-v2"]) = (new() { Cookie = "session" }, 1, 1);
            });
        });

        var byCaller = new List<string>();
        for (var caller = 0; caller < 8; caller++)
        {
            var answers = new HashSet<string>();
            for (var i = 0; i < 3; i++)
                answers.Add(await AskAsync(app, cookie: $"session=s{caller}; other=x"));
            byCaller.Add(Assert.Single(answers));
        }

        Assert.Equal(2, byCaller.Distinct().Count());
        Assert.All(_v1.Requests.Concat(_v2.Requests), r => Assert.StartsWith("session=s", r.Header("Cookie"), StringComparison.Ordinal));
        Assert.All(_v1.Requests.Concat(_v2.Requests), r => Assert.DoesNotContain("other", r.Header("Cookie"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task HeaderPropagation_AddedBeforeRouting_TakesTheTestersRoute()
    {
        await using var app = await StartAsync(0, builder => RegisterPropagation(builder.Services), app => app.UseHeaderPropagation());

        Assert.Equal("v2", await AskAsync(app, header: "jason"));
    }

    private async Task<WebApplication> StartAsync(int settings, Action<WebApplicationBuilder> register, Action<WebApplication>? use = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddTrafficRouting(PageTests.Section(DocSnippets.Blocks("docs/callers.md", "json")[settings]));
        builder.Services.PostConfigure<TrafficRoutingOptions>(o =>
        {
            o.Backends["reviews-v1"].Address = _v1.Address.ToString();
            o.Backends["reviews-v2"].Address = _v2.Address.ToString();
        });
        register(builder);
        var app = builder.Build();
        app.Use((context, next) =>
        {
            // What authentication and a tenant's middleware do.
            if (context.Request.Headers["x-user"].ToString() is { Length: > 0 } user)
                context.User = new(new ClaimsIdentity([new(ClaimTypes.Name, user)], "test"));
            if (context.RequestServices.GetService<TenantContext>() is { } tenant)
                tenant.Current = context.Request.Headers["x-tenant"];
            return next(context);
        });
        use?.Invoke(app);
        app.Run(async context =>
        {
            using var client = context.RequestServices.GetRequiredService<IHttpClientFactory>().CreateClient("reviews");
            await context.Response.WriteAsync(await client.GetStringAsync("http://reviews/1", context.RequestAborted));
        });
        await app.StartAsync(Token);
        return app;
    }

    private static async Task<string> AskAsync(WebApplication app, string? user = null, string? tenant = null, string? cookie = null, string? header = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        foreach (var (name, value) in new[] { ("x-user", user), ("x-tenant", tenant), ("Cookie", cookie), ("end-user", header) })
        {
            if (value is not null)
                request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request, Token);
        return await response.Content.ReadAsStringAsync(Token);
    }
}
