using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TrafficRouting.Tests.Configuration;

namespace TrafficRouting.Tests.Tables.Incremental;

/// <summary>Whatever entries follow on one another, shared by reference or not: a change is validated and compiled to what doing it from scratch gives.</summary>
public sealed class IncrementalLaws
{
    [Property]
    public Property Accept_AnySequenceOfSharedEntries_GivesWhatScratchGives() => Prop.ForAll(
        Gen.ListOf(RandomOptions.Valid, 4).ToArbitrary(),
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        (pool, seed) =>
        {
            var changes = new Changes(pool, new(seed));
            var (router, validator) = (new TrafficRouter(new()), new RoutingValidator("TrafficRouting"));
            for (var generation = 1; generation < 12; generation++)
            {
                var options = changes.Next();
                var findings = Findings(validator, options);
                Assert.Equal(Findings(new("TrafficRouting"), options), findings);
                if (findings.Exists(finding => finding.Severity is FindingSeverity.Error))
                    continue;

                router.Accept(options, _ => changes.Overlays(), generation);
                AssertFromScratch(router, changes.InForce);
                foreach (var overlay in changes.Overlays())
                {
                    if (router.TrySetOverlay(overlay, generation))
                        AssertFromScratch(router, changes.InForce);
                }
            }
        });

    private static void AssertFromScratch(TrafficRouter router, IReadOnlyList<RouteOverlay> overlays) =>
        Assert.Equal(TablePicture.Of(RouteTable.CompileValid(router.Table.Options, previous: null, overlays)), TablePicture.Of(router.Table));

    private static List<Finding> Findings(RoutingValidator validator, TrafficRoutingOptions options)
    {
        var findings = new List<Finding>();
        validator.Validate(options, findings);
        return findings;
    }

    /// <summary>Changes options as reloads do: entries come, go, are renamed, exchanged, or given another part.</summary>
    private sealed class Changes(IList<TrafficRoutingOptions> pool, Random random)
    {
        private TrafficRoutingOptions _options = new();

        public IReadOnlyList<RouteOverlay> InForce { get; private set; } = [];

        public TrafficRoutingOptions Next()
        {
            var next = new TrafficRoutingOptions { Mirroring = _options.Mirroring };
            Copy(_options.Backends, next.Backends, o => o.Backends);
            Copy(_options.Services, next.Services, o => o.Services);
            if (next.Services.Count > 0 && Maybe())
                Amend(next);
            return _options = next;
        }

        // One owner, so that overlays never clash.
        public IReadOnlyList<RouteOverlay> Overlays()
        {
            var services = _options.Services.Where(s => s.Value.Routes.Count > 0).ToList();
            if (services.Count == 0 || random.Next(3) == 0)
                return InForce = [];
            var (service, options) = services[random.Next(services.Count)];
            var mirror = _options.Backends.Where(b => b.Value is { DirectResponse: null, Redirect: null }).Select(b => b.Key).FirstOrDefault();
            return InForce =
            [
                new()
                {
                    Owner = "rollout",
                    Service = service,
                    Route = options.Routes.Keys.First(),
                    Weights = new Dictionary<string, int> { [Maybe() ? "b-0" : "gone"] = random.Next(1, 5) },
                    Mirrors = mirror is null ? null : new Dictionary<string, MirrorOptions> { [mirror] = new() },
                },
            ];
        }

        private void Copy<T>(IDictionary<string, T> from, IDictionary<string, T> to, Func<TrafficRoutingOptions, IDictionary<string, T>> entries)
            where T : class
        {
            foreach (var (name, entry) in from)
            {
                if (random.Next(8) > 0)
                    to[random.Next(10) == 0 ? name.ToUpperInvariant() : name] = entry;
            }

            foreach (var (name, entry) in entries(pool[random.Next(pool.Count)]))
            {
                if (random.Next(3) == 0)
                    to[random.Next(6) == 0 ? $"{name}-too" : name] = entry;
            }
        }

        // Another service with the same routes but for one, as a reader makes it that copies on write.
        private void Amend(TrafficRoutingOptions options)
        {
            var (name, service) = options.Services.ElementAt(random.Next(options.Services.Count));
            var amended = (ServiceOptions)ServiceOptions.Shape.Copy(service);
            var route = new RouteOptions { Order = random.Next(3), Weights = { [Maybe() ? "b-0" : "nowhere"] = Maybe() ? 1 : 0 } };
            amended.Routes[Maybe() ? amended.Routes.Keys.FirstOrDefault("r_0") : "another"] = route;
            options.Services[name] = amended;
        }

        private bool Maybe() => random.Next(2) == 0;
    }
}
