using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Registration;

/// <summary>What applications bring of their own: predicates and selection policies.</summary>
public sealed class OpeningTests
{
    private static readonly IConfigurationSection Section = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["TrafficRouting:Backends:v1:Address"] = "http://v1",
        ["TrafficRouting:Backends:v2:Address"] = "http://v2",
        ["TrafficRouting:Services:reviews:Hosts:0"] = "reviews",
        ["TrafficRouting:Services:reviews:Routes:all:Weights:v1"] = "1",
        ["TrafficRouting:Services:reviews:Routes:all:Weights:v2"] = "1",
        ["TrafficRouting:Services:reviews:Routes:all:Selection"] = "last",
    }).Build().GetSection("TrafficRouting");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Selection_RegisteredOnTheBuilder_IsTakenByItsName()
    {
        using var provider = Build(b => b.AddSelectionPolicy("Last", new LastFactory()));

        Assert.Equal("v2", await Get(provider, "http://reviews/"));
    }

    [Fact]
    public void Selection_NotRegistered_IsAnErrorThatSaysWhatToCall()
    {
        using var provider = Build(_ => { });

        var error = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(provider.GetRequiredService<TrafficRouter>);

        Assert.Contains("TrafficRouting:Services:reviews:Routes:all:Selection: There is no selection policy 'last'.", error.Message, StringComparison.Ordinal);
        Assert.Contains("AddSelectionPolicy", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_PredicatesOnTheRequest_AllMustHold()
    {
        using var provider = Build(b => b.AddSelectionPolicy("last", new LastFactory()), o => o
            .AddBackend("v3", "http://v3")
            .AddService("tenants", service => service.AddHost("tenants")
                .AddRoute("gold", route => route
                    .AddMatch(match => match
                        .Where(request => request.Options.TryGetValue(new HttpRequestOptionsKey<int>("level"), out var level) && level > 2)
                        .Where(request => request.Version.Major == 1))
                    .SendTo("v3"))
                .AddRoute("others", route => route.SendTo("v1"))));

        Assert.Equal("v3", await Get(provider, "http://tenants/", level: 3));
        Assert.Equal("v1", await Get(provider, "http://tenants/", level: 2));
        Assert.Equal("v1", await Get(provider, "http://tenants/"));

        using var request = new HttpRequestMessage(HttpMethod.Get, "http://tenants/");
        Assert.Contains(
            "not gold: 'request => request.Options.TryGetValue(new HttpRequestOptionsKey",
            provider.GetRequiredService<TrafficRouter>().Explain(request).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_Throwing_DoesNotMatchAndIsCountedByItsText()
    {
        using var provider = Build(b => b.AddSelectionPolicy("last", new LastFactory()), o => o
            .AddService("tenants", service => service.AddHost("tenants")
                .AddRoute("trouble", route => route.AddMatch(match => match.Where(request => request.Content!.Headers.ContentLength > 5)).RespondWith(500))
                .AddRoute("others", route => route.SendTo("v1"))));
        using var failures = provider.GetRequiredService<IMeterFactory>().Collect<long>("traffic_routing.listener.failures");

        Assert.Equal("v1", await Get(provider, "http://tenants/"));
        Assert.Equal("v1", await Get(provider, "http://tenants/"));

        Assert.Equal(Enumerable.Repeat("listener=request => request.Content!.Headers.ContentLength > 5", 2), failures.Tags());
    }

    [Fact]
    public async Task Where_DecidingAndSendingInside_LeavesTheOuterDecisionAlone()
    {
        IServiceProvider? services = null;
        using var provider = Build(b => b.AddSelectionPolicy("last", new LastFactory()), o => o
            .AddService("tenants", service => service.AddHost("tenants")
                .AddRoute("inner", route => route.AddMatch(match => match.Where(request => Inner(request) == "v2 v2")).SendTo("v1"))
                .AddRoute("others", route => route.SendTo("v2"))));
        services = provider;

        Assert.Equal("v1", await Get(provider, "http://tenants/a?b=c"));

        string Inner(HttpRequestMessage outer)
        {
            using var request = new HttpRequestMessage(outer.Method, "http://reviews/other");
            var decided = services!.GetRequiredService<TrafficRouter>().Decide(new HttpRequestView(request))!.Backend!.Name;
            using var response = services!.GetRequiredService<IHttpClientFactory>().CreateClient("client").Send(request, Token);
            using var reader = new StreamReader(response.Content.ReadAsStream(Token));
            return $"{decided} {reader.ReadToEnd()}";
        }
    }

    private static async Task<string> Get(IServiceProvider provider, string url, int? level = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (level is { } given)
            request.Options.Set(new HttpRequestOptionsKey<int>("level"), given);
        using var response = await provider.GetRequiredService<IHttpClientFactory>().CreateClient("client").SendAsync(request, Token);
        return await response.Content.ReadAsStringAsync(Token);
    }

    private static ServiceProvider Build(Action<ITrafficRoutingBuilder> configure, Action<TrafficRoutingOptions>? code = null)
    {
        var services = new ServiceCollection();
        configure(services.AddTrafficRouting(Section));
        if (code is not null)
            services.Configure(code);
        services.AddHttpClient("client").AddTrafficRouting()
            .ConfigurePrimaryHttpMessageHandler(() => new StubHandler(r => new() { Content = new StringContent(r.RequestUri!.Host) }));
        return services.BuildServiceProvider();
    }

    private sealed class LastFactory : SelectionPolicyFactory
    {
        public override SelectionPolicy Create(IReadOnlyList<string> names, IReadOnlyList<int> weights) => new Last(names.Count);

        private sealed class Last(int count) : SelectionPolicy(count)
        {
            public override int Select(RandomSource random, ReadOnlySpan<char> key) => Count - 1;
        }
    }
}
