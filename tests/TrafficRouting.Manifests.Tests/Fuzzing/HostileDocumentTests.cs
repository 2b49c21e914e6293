using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TrafficRouting.TestKit;

namespace TrafficRouting.Manifests.Tests.Fuzzing;

/// <summary>Whatever the text, reading it throws nothing and ends soon.</summary>
public sealed class HostileDocumentTests
{
    private const string Pieces = "{}[]:,-#&*!|>'\"%@`\t\n \\?<\u0000\u00e9~/0.";

    private static readonly string[] Whole = [.. Directory.EnumerateFiles(DocSnippets.Locate("samples/Manifests/documents")).Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    [Property(MaxTest = 1500)]
    public Property Read_MutatedDocuments_ReportsAndNeverThrows() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => { Read(Encoding.UTF8.GetBytes(Mutate(seed))); });

    [Property(MaxTest = 500)]
    public Property Read_RandomBytes_ReportsAndNeverThrows() =>
        Prop.ForAll(
            Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
            seed =>
            {
                var random = new Random(seed);
                var bytes = new byte[random.Next(400)];
                random.NextBytes(bytes);
                Read(bytes);
            });

    [Fact]
    public void Read_TenMegabytesOfSmallValues_IsRefusedWithinAMinute()
    {
        var text = new StringBuilder("apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: big}\nspec:\n  hosts: [big]\n  http:\n");
        while (text.Length < 10_000_000)
            text.Append("  - match: [{uri: {prefix: /a}, headers: {x: {exact: b}}}]\n    route: [{destination: {host: one}}]\n");

        // A bound against endless work on a busy machine, not a measurement.
        var watch = Stopwatch.StartNew();
        var findings = Read(Encoding.UTF8.GetBytes(text.ToString()));

        Assert.Contains("More than 2,000,000 values", findings[0].Message, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"took {watch.Elapsed}");
    }

    private static List<Finding> Read(byte[] content)
    {
        using var stream = new MemoryStream(content);
        var result = TrafficManifests.Load(stream);
        List<Finding> findings = [.. result.Findings];
        new RoutingValidator("TrafficRouting").Validate(result.Options, findings);
        return findings;
    }

    private static string Mutate(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder(Whole[random.Next(Whole.Length)]);
        for (var i = random.Next(1, 6); i > 0 && text.Length > 20; i--)
        {
            var at = random.Next(text.Length - 10);
            switch (random.Next(5))
            {
                case 0:
                    text.Remove(at, random.Next(1, 10));
                    break;
                case 1:
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 2:
                    text[at] = Pieces[random.Next(Pieces.Length)];
                    break;
                case 3:
                    text.Insert(at, text.ToString(random.Next(text.Length - 10), 10));
                    break;
                default:
                    var lines = text.ToString().Split('\n');
                    lines[random.Next(lines.Length)] = lines[random.Next(lines.Length)];
                    text = new StringBuilder(string.Join('\n', lines));
                    break;
            }
        }

        return text.ToString();
    }
}
