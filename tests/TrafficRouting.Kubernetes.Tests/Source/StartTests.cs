using System.Globalization;
using k8s.Exceptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrafficRouting.Testing;
using TrafficRouting.TestKit.Kubernetes;

namespace TrafficRouting.Kubernetes.Tests.Source;

/// <summary>With a cluster, without one, and with one that comes later.</summary>
public sealed class StartTests : IAsyncLifetime
{
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync();
        _server.ApplyVirtualService("a", "v1");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Start_WithoutACluster_IsAWarning()
    {
        await using var app = ClusterApp.Start(_server, o => o.Configuration = () => throw new KubeConfigException("there is no kubeconfig"));

        Assert.Equal("", app.Table);
        Assert.Contains("no cluster is configured (there is no kubeconfig)", Assert.Single(app.Findings).Message, StringComparison.Ordinal);
        Assert.Null(app.Source.Status!.Problem);
    }

    [Fact]
    public async Task Start_WithFilesOfTheEnvironment_FollowsTheClusterTheyName()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $$"""
            apiVersion: v1
            kind: Config
            current-context: test
            clusters: [ { name: test, cluster: { server: "{{_server.Address}}" } } ]
            users: [ { name: test, user: { token: any } } ]
            contexts: [ { name: test, context: { cluster: test, user: test } } ]

            """, TestContext.Current.CancellationToken);
        var before = Environment.GetEnvironmentVariable("KUBECONFIG");
        Environment.SetEnvironmentVariable("KUBECONFIG", $"{file}.missing{Path.PathSeparator}{file}");
        try
        {
            await using var app = ClusterApp.Start(_server, o => o.Configuration = null);
            Assert.Equal("a.shop: v1.example=1", app.Table);

            // None of those that are named: another cluster is not meant.
            Environment.SetEnvironmentVariable("KUBECONFIG", $"{file}.missing");
            await using var other = ClusterApp.Start(_server, o => o.Configuration = null);
            Assert.Contains($"{file}.missing", Assert.Single(other.Findings).Message, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("KUBECONFIG", before);
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Start_BeforeTheCluster_IsAWarningUntilItIsThere()
    {
        await _server.StopAsync();
        await using var app = ClusterApp.Start(_server, o => o.StartTimeout = TimeSpan.FromMilliseconds(150));
        Assert.Equal("", app.Table);
        Assert.Contains("has not been reached yet", Assert.Single(app.Findings).Message, StringComparison.Ordinal);

        await _server.RestartAsync();
        await app.UntilTableAsync("a.shop: v1.example=1");
        await app.UntilAsync(() => !app.Findings.Any());
    }

    [Fact]
    public async Task Start_ThatNeedsTheCluster_FailsWithoutIt()
    {
        await _server.StopAsync();
        var failure = Assert.Throws<InvalidOperationException>(() => ClusterApp.Start(_server, o => (o.Optional, o.StartTimeout) = (false, TimeSpan.FromMilliseconds(150))));

        Assert.Contains("the Kubernetes cluster could not be read within 00:00:00.1500000", failure.Message, StringComparison.Ordinal);
        await _server.RestartAsync();
        await using var app = ClusterApp.Start(_server, o => o.Optional = false);
        Assert.Equal("a.shop: v1.example=1", app.Table);
    }

    [Fact]
    public void Start_ThatNeedsTheCluster_FailsWithoutRights()
    {
        foreach (var resource in ApiResources.All)
            _server.Faults.Forbid(resource);
        var failure = Assert.Throws<InvalidOperationException>(() => ClusterApp.Start(_server, o => (o.Optional, o.Kinds) = (false, KubernetesKinds.Services | KubernetesKinds.Istio)));

        Assert.Contains("is forbidden", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cluster_OutOfSight_IsAnErrorAfterHalfAMinute_UntilItIsBack()
    {
        await using var app = ClusterApp.Start(_server, time: new FakeClock());
        await _server.WaitForWatchAsync(ApiResources.VirtualServices, TestContext.Current.CancellationToken);
        await _server.StopAsync();

        await app.UntilAsync(() => app.Findings.Any(f => f.Severity is FindingSeverity.Error));
        Assert.InRange(Lag(app), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2));
        Assert.Equal("a.shop: v1.example=1", app.Table);

        await _server.RestartAsync();
        await app.UntilAsync(() => !app.Findings.Any());
        Assert.Null(app.Source.Status!.Problem);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cluster_OutOfSightAfterAQuietWhile_IsNoErrorAtOnce(bool isAllowed)
    {
        var clock = new FakeClock();
        await using var app = await FollowAsync(isAllowed, clock);
        var quiet = clock.GetUtcNow() + TimeSpan.FromMinutes(2);
        await app.UntilAsync(() => clock.GetUtcNow() > quiet);
        await _server.StopAsync();

        await app.UntilAsync(() => Lag(app) > TimeSpan.FromSeconds(5));
        Assert.Null(app.Source.Status!.Problem);
        await app.UntilAsync(() => app.Source.Status!.Problem is not null);
        Assert.InRange(Lag(app), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2));
    }

    // Kinds that are not served, and those that are denied, are heard of each time they are looked for.
    [Fact]
    public async Task Cluster_ThatAnswersNoMore_IsOutOfSightSinceItsLastAnswer()
    {
        var clock = new FakeClock();
        await using var app = await FollowAsync(isAllowed: false, clock);
        var quiet = clock.GetUtcNow() + TimeSpan.FromMinutes(30);
        await app.UntilAsync(() => clock.GetUtcNow() > quiet, step: TimeSpan.FromSeconds(2));
        _server.Faults.Hang(_ => true, times: int.MaxValue);

        await app.UntilAsync(() => app.Source.Status!.Problem is not null, step: TimeSpan.FromSeconds(2));

        Assert.Contains("no answer in time", app.Source.Status!.Problem, StringComparison.Ordinal);
        Assert.InRange(Lag(app), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(15));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Outage_OfMoreAndMoreKinds_IsLoggedOnce_AndOnceWhenItIsOver(bool isAllowed)
    {
        var clock = new FakeClock();
        await using var app = await FollowAsync(isAllowed, clock);
        var before = Warnings(app);
        Assert.Equal(isAllowed ? 0 : 1, before);

        _server.Faults.Answer(500, r => r.Plural == "virtualservices", times: int.MaxValue);
        _server.ResetWatches();
        await app.UntilAsync(() => Warnings(app) > before);
        await _server.StopAsync();
        var over = clock.GetUtcNow() + TimeSpan.FromMinutes(20);
        await app.UntilAsync(() => clock.GetUtcNow() > over, step: TimeSpan.FromSeconds(2));
        _server.Faults.Clear();
        Assert.Contains("services", app.Source.Status!.Problem, StringComparison.Ordinal);
        await _server.RestartAsync();
        await app.UntilAsync(() => app.Source.Status!.Problem is null && Followed(app) > 0);

        Assert.Equal((before + 1, 1), (Warnings(app), Followed(app)));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData(" ")]
    public void Namespace_ThatIsNone_IsRefusedAtOnce(string @namespace) =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddTrafficRouting().AddKubernetes(o => o.Namespaces.Add(@namespace)));

    [Theory]
    [InlineData("*shop")]
    [InlineData("a.*.b")]
    public void Host_ThatIsNone_IsRefusedAtOnce(string host) =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddTrafficRouting().AddKubernetes(o => o.AllowedHosts.Add(host)));

    private static int Warnings(ClusterApp app) => app.Logs.GetSnapshot().Count(r => r.Level >= LogLevel.Warning);

    private static int Followed(ClusterApp app) => app.Logs.GetSnapshot().Count(r => r.Message.StartsWith("Traffic routing follows the Kubernetes cluster", StringComparison.Ordinal));

    private static TimeSpan Lag(ClusterApp app) => TimeSpan.Parse((string)app.Source.Status!.Details["lag"], CultureInfo.InvariantCulture);

    // Every kind is watched, or denied.
    private async Task<ClusterApp> FollowAsync(bool isAllowed, FakeClock clock)
    {
        foreach (var resource in isAllowed ? [] : ApiResources.All)
            _server.Faults.Forbid(resource);
        var app = ClusterApp.Start(_server, time: clock);
        var served = KnownResources.Within(KubernetesKinds.Default).Count(r => ApiResources.All.Any(a => a.Plural == r.Plural));
        if (isAllowed)
            await _server.WaitForWatchesAsync(served, TestContext.Current.CancellationToken);
        return app;
    }
}
