using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Configuration;
using TrafficRouting.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Sources;

/// <summary>
/// Whatever happens to files and sources: where the outcome is valid, it is what loading it from scratch gives; where it is not,
/// it is what an oracle gives that remembers the last good state of each.
/// </summary>
public sealed class RoutingConfigurationProperties
{
    private const string Start =
        """{ "TrafficRouting": { "Backends": { "b0": { "Address": "http://b0" }, "b1": { "Address": "http://b1" } }, "Services": { "s0": { "Hosts": [ "s0" ], "Routes": { "all": { "Weights": { "b0": 1, "b1": 1 } } } } } } }""";

    private static readonly string[] Wholes =
    [
        Start,
        """{ "TrafficRouting": { "Backends": { "b2": { "Address": "http://b2" } }, "Services": { "s1": { "Hosts": [ "s1" ], "Routes": { "all": { "Weights": { "b2": 1 } } } } } } }""",
        """{ "TrafficRouting": { "Backends": { "B0": { "Endpoints": { "a": { "Address": "http://a" } } } }, "Services": { "s0": { "Hosts": [ "s0" ], "Routes": { "all": { "Weights": { "b0": 5 } }, "beta": { "Matches": [ { "Path": "/b" } ], "Weights": { "b0": 1 } } } } } } }""",
        """{ "TrafficRouting": { "Backends": { "b3": { "Address": "http://b3" } }, "Mirroring": { "QueueCapacity": 7 } } }""",
        """{ "Other": "x" }""",
        """{ "TrafficRouting": { "Services": { "s2": { "Hosts": [ "s0" ], "Routes": { "all": { "Weights": { "b0": 1 } } } } } } }""",
    ];

    private static readonly string[] Overrides =
    [
        """{ "TrafficRouting": { "Services": { "s0": { "Routes": { "all": { "Weights": { "b1": 9 } } } } } } }""",
        """{ "TrafficRouting": { "services": { "S0": { "Enabled": false } }, "Mirroring": { "Concurrency": 3 } } }""",
        """{ "TrafficRouting": { "Services": { "s0": { "Routes": { "all": { "Weights": { "b1": null } } } } } } }""",
        """{ "TrafficRouting": { "Backends": { "b0": { "Address": "http://other" } } } }""",
        """{ "TrafficRouting": { "Services": { "s1": null } } }""",
        """{ "TrafficRouting": { "Services": { "s0": { "Hosts": [ "s0", "*.s0" ] } } } }""",
        """{ "TrafficRouting": { "Services": { "s0": { "Routes": { "al": { "Weights": { "b0": 1 } } } } } } }""",
        """{ "TrafficRouting": { "Services": { "s0": { "Routes": { "all": { "Weights": { "b1": -1 } } } } } } }""",
        """{ "TrafficRouting": { "Services": { "s0": { "Rotues": 1 } } } }""",
        """{ "TrafficRouting": { "Services": { "s0": { "Routes": { "all": { "Weights": { "b2": 4 } } } } } } }""",
        "{}",
    ];

    private static readonly Gen<Step[]> Steps = Gen.ArrayOf(Gen.OneOf(
        from name in Gen.Elements("base.json", "extra.json")
        from content in Gen.Elements<string?>([.. Wholes, .. Overrides, .. Overrides, "", "{ \"TrafficRouting\": { \"Backends\": ", null])
        select new Step(name, content),
        from name in Gen.Elements("first", "second")
        from content in Gen.Elements([.. Wholes, "{}"])
        select new Step(name, content),
        Gen.Elements(new Step("first broken", null), new Step("second broken", null), new Step("clock", null))), 25);

    [Property(MaxTest = 60)]
    public Property Load_AfterAnySequenceOfChanges_GivesWhatTheLastGoodStateOfEachSourceGives() => Prop.ForAll(Steps.ToArbitrary(), steps =>
    {
        var world = new World();
        foreach (var step in steps)
            world.Do(step);
    });

    private sealed record Step(string What, string? Content);

    private sealed class World
    {
        private readonly FakeClock _clock = new();
        private readonly EditableFiles _files = new() { ["base.json"] = Start };
        private readonly Dictionary<string, TestSource> _sources = new(StringComparer.Ordinal) { ["first"] = new("first", new()), ["second"] = new("second", new()) };
        private readonly RoutingConfiguration _configuration;
        private RoutingLoad _inForce;
        private SourceModel _model = new("{}", "{}", Start, "{}");
        private SourceModel _accepted;
        private bool _isExtraGone;

        public World()
        {
            var builder = new ConfigurationBuilder();
            _files.AddTo(builder, "base.json");
            _files.AddTo(builder, "extra.json", optional: true);
            _configuration = new(_sources.Values, new(builder.Build().GetSection("TrafficRouting"), _clock));
            _inForce = _configuration.Load()!;
            _configuration.Accept(_inForce);
            _accepted = _model;
        }

        public void Do(Step step)
        {
            Change(step);
            var before = _inForce.Options;
            if (_configuration.Load() is { IsValid: true } load)
            {
                _inForce = load;
                _configuration.Accept(load);
            }

            _accepted = Expected();
            Assert.Equal(_accepted.Load(), SourceModel.Show(_inForce.Options));
            SameEntriesAreTheSameObjects(before, _inForce.Options);
        }

        private void Change(Step step)
        {
            if (step.What.EndsWith(".json", StringComparison.Ordinal))
            {
                _files[step.What] = step.Content;
                Model(step.What, step.Content);
            }
            else if (step.What is "clock")
            {
                _clock.Advance(RoutingSection.Interval);
                _model = _isExtraGone ? _model with { Extra = "{}" } : _model;
                _isExtraGone = false;
            }
            else if (step.Content is not null)
            {
                _sources[step.What].Set(SourceModel.Options(step.Content));
                _model = step.What is "first" ? _model with { First = step.Content } : _model with { Second = step.Content };
            }
            else
            {
                var source = _sources[step.What.Split(' ')[0]];
                source.Set(source.Current.Options, new Finding(FindingSeverity.Error, "file.yaml", "Is no YAML."));
            }
        }

        // A file that says nothing keeps what it said, for good when it must be there.
        private void Model(string file, string? content)
        {
            var isGood = content is not null and not "" and not "{}" && !content.EndsWith(": ", StringComparison.Ordinal);
            var (isExtra, had) = (file is "extra.json", file is "extra.json" ? _model.Extra : _model.Base);
            var now = isGood || !had.Contains("TrafficRouting", StringComparison.Ordinal) ? isGood ? content! : "{}" : had;
            _model = isExtra ? _model with { Extra = now } : _model with { Base = now };
            _isExtraGone = isExtra ? content is null && now != "{}" : _isExtraGone;
        }

        private SourceModel Expected()
        {
            if (_model.Load() is not null)
                return _model;
            var pending = Enumerable.Range(0, SourceModel.Count).Where(i => _accepted.With(i, _model) != _accepted).ToList();
            var without = pending.Count < 2 ? null : pending.Select(i => _model.With(i, _accepted)).FirstOrDefault(m => m.Load() is not null);
            return without ?? pending.Aggregate(_accepted, (accepted, i) => accepted.With(i, _model) is var next && next.Load() is not null ? next : accepted);
        }

        private static void SameEntriesAreTheSameObjects(TrafficRoutingOptions before, TrafficRoutingOptions after)
        {
            foreach (var (name, service) in after.Services)
                Assert.Equal(before.Services.TryGetValue(name, out var old) && ServiceOptions.Shape.Same(old, service), old is not null && ReferenceEquals(old, service));
            foreach (var (name, backend) in after.Backends)
                Assert.Equal(before.Backends.TryGetValue(name, out var old) && BackendOptions.Shape.Same(old, backend), old is not null && ReferenceEquals(old, backend));
        }
    }
}
