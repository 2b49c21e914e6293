using System.Globalization;
using TrafficRouting.TestKit;

namespace TrafficRouting.Manifests.Tests.Cases;

/// <summary>
/// Runs the cases beside this file, documents with what is expected of requests, through <see cref="HttpClient"/> to recording servers.
/// Each line of a case is one of
/// <code>
/// with Namespace=shop Labels.app=a Gateways=mesh     who the application is
/// warns TEXT, fails TEXT                             a finding that holds the text
/// GET /path name:value -> hit path=/new host=web     who answers a request, a server or a status from the client itself (* for either), and facts of it
/// 100 x GET /path -> a=75 b=25                       how many of several requests each answers; ~ for about as many, * for whoever answers most
/// </code>
/// The facts are path, host, method, >header of what arrived; at, the host and port that were dialled; status, body, &lt;header of the
/// answer; copies, the mirrors that got one, and copy.path and so on of the first. A dash stands for none.
/// </summary>
public sealed class DocumentCaseTests(Wire wire) : IClassFixture<Wire>
{
    private static readonly string Folder = DocSnippets.Locate("tests/TrafficRouting.Manifests.Tests/Cases");

    public static IEnumerable<TheoryDataRow<string, string>> Titles() =>
        from file in Directory.EnumerateFiles(Folder, "*.txt").Order(StringComparer.Ordinal)
        from @case in DocumentCase.Read(file)
        select new TheoryDataRow<string, string>(Path.GetFileNameWithoutExtension(file), @case.Title);

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task Documents_OfACase_DoWhatIsWrittenBesideThem(string file, string title)
    {
        var @case = DocumentCase.Read(Path.Combine(Folder, $"{file}.txt")).Single(c => c.Title == title);
        var imported = Imported.From(@case.Documents, o => Configure(o, @case));
        CheckFindings(@case, imported);
        if (@case.Lines.All(l => l.StartsWith("fails ", StringComparison.Ordinal) || l.StartsWith("warns ", StringComparison.Ordinal)))
            return;

        var router = new TrafficRouter(imported.Options, RandomSource.Create(4));
        foreach (var line in @case.Lines.Where(l => l.Contains(" -> ", StringComparison.Ordinal)))
        {
            var (request, expected) = line.Split(" -> ") is [var left, var right] ? (left, right.Trim()) : throw new FormatException(line);
            if (request.Split(" x ") is [var times, var repeated])
                await CountAsync(router, int.Parse(times, CultureInfo.InvariantCulture), repeated, expected);
            else
                await SendAsync(router, request, expected);
        }
    }

    [Theory]
    [InlineData("virtual-service")]
    [InlineData("http-route")]
    [InlineData("traffic-split", "redirect default code", "mirror default")]
    [InlineData("apisix", "redirect default code")]
    public void Cases_OfAFormat_HaveEachTopicThatFormatsDisagreeOn(string file, params string[] unknown)
    {
        string[] topics =
        [
            "rule order", "path prefix", "regex", "omitted weight", "single destination", "all weights zero", "max weight", "selection",
            "no rule matches", "missing backend", "redirect default code", "mirror default", "header name case",
        ];
        var titles = DocumentCase.Read(Path.Combine(Folder, $"{file}.txt")).Select(c => c.Title).ToList();

        Assert.All(topics.Except(unknown, StringComparer.Ordinal), topic => Assert.Contains(titles, t => t.StartsWith($"{topic}: ", StringComparison.Ordinal)));
    }

    private async Task SendAsync(TrafficRouter router, string request, string expected)
    {
        using var message = Message(request);
        var exchange = await wire.SendAsync(router, message);

        Assert.Equal($"{request} -> {expected}", $"{request} -> {exchange.Tell(expected)}");
    }

    private async Task CountAsync(TrafficRouter router, int times, string request, string expected)
    {
        var counts = await wire.CountAsync(router, times, () => Message(request));

        foreach (var share in expected.Split(' '))
        {
            var at = share.IndexOfAny(['=', '~']);
            var (wanted, found) = (int.Parse(share[(at + 1)..], CultureInfo.InvariantCulture), share[0] == '*' ? counts.Values.Max() : counts.GetValueOrDefault(share[..at]));
            // The draws are seeded, so that this neither fails by chance nor asks for one generator's numbers.
            var slack = share[at] == '~' ? times / 20 : 0;
            Assert.True(Math.Abs(wanted - found) <= slack, $"{expected} was expected of {times} requests, and came as {string.Join(' ', counts.Select(c => $"{c.Key}={c.Value}"))}");
        }
    }

    private static HttpRequestMessage Message(string request)
    {
        var parts = request.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var message = new HttpRequestMessage(new HttpMethod(parts[0]), parts[1][0] == '/' ? $"http://web{parts[1]}" : parts[1]);
        foreach (var header in parts[2..])
            message.Headers.TryAddWithoutValidation(header[..header.IndexOf(':', StringComparison.Ordinal)], header[(header.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        return message;
    }

    private static void CheckFindings(DocumentCase @case, Imported imported)
    {
        var (failures, warnings) = (Of("fails "), Of("warns "));
        var errors = imported.Failures;
        Assert.All(failures, text => Assert.Contains(errors, e => e.Contains(text, StringComparison.Ordinal)));
        // Of what the core finds, such as a redirect that leads back, only what a case asks for counts.
        var warned = imported.AllWarnings;
        Assert.All(warnings, text => Assert.Contains(warned, w => w.Contains(text, StringComparison.Ordinal)));
        if (failures.Count == 0)
            Assert.Empty(errors);
        if (warnings.Count == 0)
            Assert.Empty(imported.Warnings);

        List<string> Of(string verb) => [.. @case.Lines.Where(l => l.StartsWith(verb, StringComparison.Ordinal)).Select(l => l[verb.Length..])];
    }

    private static void Configure(TrafficManifestOptions options, DocumentCase @case)
    {
        foreach (var setting in @case.Lines.Where(l => l.StartsWith("with ", StringComparison.Ordinal)).SelectMany(l => l.Split(' ').Skip(1)))
        {
            var (name, value) = setting.Split('=') is [var left, var right] ? (left, right) : throw new FormatException(setting);
            switch (name)
            {
                case "Namespace":
                    options.Namespace = value;
                    break;
                case "Gateways":
                    options.Gateways.Add(value);
                    break;
                case "GatewayHosts":
                    options.GatewayHosts.Add(value);
                    break;
                case "RegexOrder":
                    options.RegexOrder = Enum.Parse<RegexOrder>(value);
                    break;
                case "StrictHostnames":
                    options.StrictHostnames = bool.Parse(value);
                    break;
                case "ShadowHostSuffix":
                    options.ShadowHostSuffix = bool.Parse(value);
                    break;
                default:
                    options.Labels[name["Labels.".Length..]] = value;
                    break;
            }
        }
    }
}
