using TrafficRouting.Testing;

namespace TrafficRouting.Manifests.Tests.AnnotatedServices;

public sealed class PublishedServicesTests
{
    private const string Canary = "api7.cloud/published-service: web.example, api7.cloud/published-canary-service: 'true'";

    [Theory]
    [InlineData("api7.cloud/published-service-canary-percentage: '0'", "web-v1.shop=100 web-v2.shop=0")]
    [InlineData("api7.cloud/published-service-canary-percentage: '25'", "web-v1.shop=75 web-v2.shop=25")]
    [InlineData("api7.cloud/published-service-canary-percentage: '100'", "web-v1.shop=0 web-v2.shop=100")]
    // Without a percentage, the controller's default.
    [InlineData("other: x", "web-v1.shop=90 web-v2.shop=10")]
    public void Percentage_SplitsTheHost(string percentage, string shares)
    {
        var imported = Imported.From(Two($"{Canary}, {percentage}"));

        Assert.Empty(imported.Errors);
        Assert.Empty(imported.Warnings);
        Assert.Equal(shares, imported.SharesOf("POST", "http://web.example/any"));
    }

    [Fact]
    public void Port_OfSeveral_IsTheFirst() =>
        Assert.Equal("http://web-v1.shop.svc.cluster.local:8080", Imported.From(Two(Canary)).Options.Backends["web-v1.shop"].Address);

    [Theory]
    [InlineData("api7.cloud/published-canary-service: 'true'", "is required")]
    [InlineData("api7.cloud/published-service: other, api7.cloud/published-canary-service: 'true'", "has a canary but no stable Service")]
    [InlineData($"{Canary}, api7.cloud/published-service-canary-percentage: '101'", "must be a whole number from 0 to 100")]
    [InlineData($"{Canary}, api7.cloud/published-service-canary-percentage: ten", "must be a whole number from 0 to 100")]
    [InlineData($"{Canary}, api7.cloud/published-service-canary-percent: '10'", "did you mean 'api7.cloud/published-service-canary-percentage'")]
    public void Annotation_Unfit_IsRefused(string annotations, string message) =>
        Assert.Contains(Imported.From(Two(annotations)).Errors, e => e.Contains(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("api7.cloud/published-service: web.example, api7.cloud/published-canary-service: 'false', api7.cloud/published-service-canary-percentage: '55'")]
    [InlineData("api7.cloud/published-service: web.example, api7.cloud/published-canary-service: 'yes'")]
    [InlineData("api7.cloud/published-service: web.example, api7.cloud/published-canary-service: ''")]
    [InlineData("api7.cloud/published-service: web.example, api7.cloud/published-service-canary-percentage: '55'")]
    [InlineData("api7.cloud/published-service: web.example")]
    public void Canary_SwitchedOff_GetsNothingWithAWarning(string annotations)
    {
        var imported = Imported.From(Two(annotations));

        Assert.Empty(imported.Errors);
        Assert.Contains(imported.Warnings, w => w.Contains("web.example is published by Service shop/web-v1 already", StringComparison.Ordinal));
        Assert.Equal("web-v1.shop=100", imported.SharesOf("GET", "http://web.example/"));
    }

    [Fact]
    public void Canary_SwitchedOffAboveTheStableService_GetsNothing() =>
        Assert.Equal("web-v1.shop=100", Imported.From($"{Service("web-v2", $"{Canary.Replace("'true'", "'false'", StringComparison.Ordinal)}")}\n---\n{Service("web-v1", "api7.cloud/published-service: web.example")}").SharesOf("GET", "http://web.example/"));

    [Fact]
    public void Percentage_OfAStableService_IsAWarning() =>
        Assert.Contains("counts only with", Assert.Single(Imported.From(Service("web-v1", "api7.cloud/published-service: web, api7.cloud/published-service-canary-percentage: '5'")).Warnings), StringComparison.Ordinal);

    [Fact]
    public void Service_Alone_TakesEveryRequest() =>
        Assert.Equal("web-v1.shop=100", Imported.From(Service("web-v1", "api7.cloud/published-service: web")).SharesOf("GET", "http://web/"));

    [Fact]
    public async Task Percentage_EditedInTheFile_MovesTheSplitAtOnce()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.yaml");
        var time = new FakeClock();
        try
        {
            await File.WriteAllTextAsync(path, At(10), TestContext.Current.CancellationToken);
            using var source = new ManifestSource(new(), time);
            source.AddFiles(path, "/", isOptional: false, isWatched: true);
            var shares = new List<string>();
            foreach (var percentage in new[] { 10, 0, 100 })
            {
                await File.WriteAllTextAsync(path, At(percentage), TestContext.Current.CancellationToken);
                File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddDays(percentage + 1));
                time.Advance(TimeSpan.FromMinutes(1));
                shares.Add(string.Join(' ', source.Current.Options.Services["web.example"].Routes["published"].Weights.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => w.Value)));
            }

            Assert.Equal(["90 10", "100 0", "0 100"], shares);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string At(int percentage) => Two($"{Canary}, api7.cloud/published-service-canary-percentage: '{percentage}'");

    private static string Two(string annotations) => $"{Service("web-v1", "api7.cloud/published-service: web.example")}\n---\n{Service("web-v2", annotations)}";

    private static string Service(string name, string annotations) => $$$$"""
        apiVersion: v1
        kind: Service
        metadata: {name: {{{{name}}}}, namespace: shop, annotations: {{{{{annotations}}}}}}
        spec: {ports: [{port: 8080, name: http}, {port: 9090, name: admin}]}
        """;
}
