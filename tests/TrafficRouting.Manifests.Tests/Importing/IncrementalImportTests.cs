using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Manifests.Tests.Importing;

public sealed class IncrementalImportTests
{
    private const int Slots = 12;
    private const int Changes = 12;

    [Property(MaxTest = 60)]
    public Property Import_AnyChanges_GivesWhatImportingFromScratchGives() => ChangesGiveWhatScratchGives(Slots, RandomDocuments.Draw);

    [Property(MaxTest = 60)]
    public Property Import_AnyChangesOfDocumentsWithLittleInCommon_GivesWhatImportingFromScratchGives() =>
        ChangesGiveWhatScratchGives(slots: 60, random => RandomDocuments.Draw(random, groups: 5));

    private static Property ChangesGiveWhatScratchGives(int slots, Func<Random, string> draw) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var options = new TrafficManifestOptions { Namespace = random.Next(2) == 0 ? "shop" : null };
            foreach (var host in (string[])[.. new[] { "a.gate.test", "B.gate.test", "*" }.Where(_ => random.Next(2) == 0)])
                options.GatewayHosts.Add(host);
            var importer = new TestImporter(options);
            var texts = new string?[slots];
            for (var change = 0; change < Changes; change++)
            {
                for (var i = change == 0 ? slots : random.Next(1, 3); i >= 0; i--)
                    texts[random.Next(slots)] = random.Next(4) == 0 ? null : draw(random);

                var (expected, actual) = (new TestImporter(options).Import(texts), importer.Import(texts));
                Assert.True(expected == actual, $"After change {change} of seed {seed}:\n{Difference(expected, actual)}");
            }
        });

    private static string Difference(string expected, string actual) => string.Join(
        '\n',
        expected.Split('\n').Except(actual.Split('\n')).Select(l => $"missing: {l}").Concat(actual.Split('\n').Except(expected.Split('\n')).Select(l => $"too much: {l}")));

    /// <summary>Imports texts by their places, each parsed again only when it is another one, and tells all that comes of it.</summary>
    private sealed class TestImporter
    {
        private readonly Problems _problems = new();
        private readonly TextParser _parser;
        private readonly ManifestImporter _importer;
        private readonly Dictionary<int, (string Text, ManifestText Parsed)> _parsed = [];

        public TestImporter(TrafficManifestOptions options)
        {
            _parser = new(_problems, options);
            _importer = new(options, _problems, Formats.Create);
        }

        public string Import(string?[] texts)
        {
            var parsed = new List<ManifestText>();
            for (var i = 0; i < texts.Length; i++)
            {
                if (texts[i] is not { } text)
                    continue;
                if (!_parsed.TryGetValue(i, out var known) || !ReferenceEquals(known.Text, text))
                    _parsed[i] = known = (text, _parser.Parse($"text-{i}", text));
                parsed.Add(known.Parsed);
            }

            var import = _importer.Import(parsed);
            _importer.Sweep(import);
            return Tell(import);
        }

        private static string Tell(ManifestImport import) => string.Join('\n',
        [
            TrafficRoutingOptions.Shape.Write(import.Options)!.ToJsonString(new() { WriteIndented = true }),
            .. import.Findings.Select(f => f.ToString()),
            .. import.AddressFindings.Select(f => f.ToString()),
            .. Entries(import.Options).Select(e => import.Locations.TryGetValue(e, out var location) ? $"{e.GetType().Name} {location}" : $"{e.GetType().Name} nowhere"),
        ]);

        private static IEnumerable<object> Entries(TrafficRoutingOptions options) =>
        [
            .. options.Backends.Values,
            .. options.Backends.Values.SelectMany(b => b.Endpoints.Values),
            .. options.Services.Values,
            .. options.Services.Values.SelectMany(s => s.Routes.Values),
            .. options.Services.Values.SelectMany(s => s.Routes.Values).SelectMany(r => r.Matches),
            .. options.Services.Values.SelectMany(s => s.Routes.Values).SelectMany(r => r.Mirrors.Values),
        ];
    }
}
