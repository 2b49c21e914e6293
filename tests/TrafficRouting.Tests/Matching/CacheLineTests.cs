using System.Runtime.CompilerServices;
using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Matching;

/// <summary>How many cache lines a decision reads of the memory that grows with the number of rules.</summary>
public sealed class CacheLineTests
{
    private const int LineBytes = 64;

    // A word of the filter, the set of the key and its text, the rule's lead: each but the first may lie across two lines.
    private const int OneKey = 1 + (3 * 2);

    // A search that does not find its key at once goes on beside it: half a set more on average, and hardly ever more than ten, of 32 bytes each.
    private const double FurtherOnAverage = 1;
    private const int FurtherAtMost = 5;

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(10_000)]
    [InlineData(30_000)]
    public void Decide_ByTheTenant_ReadsNoMoreLinesOfManyRulesThanOfFew(int rules)
    {
        var lines = LinesRead(
            rules, i => new() { Headers = { ["x-tenant"] = new() { Exact = $"tenant-{i}" } } }, i => new("GET", "http://reviews/a/b", ("x-tenant", $"tenant-{i}")));

        Assert.InRange(lines.Average(), 4, OneKey + FurtherOnAverage);
        Assert.InRange(lines.Max(), 4, OneKey + FurtherAtMost);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1_000)]
    [InlineData(10_000)]
    public void Decide_ByAPrefixOfThePath_ReadsOneLineMoreForEachOtherPrefix(int rules)
    {
        var lines = LinesRead(rules, i => new() { Path = new() { PathPrefix = $"/api/service-{i}" } }, i => new("GET", $"http://reviews/api/service-{i}/items/42"));

        // Of "/api", "/api/service-1", "/api/service-1/items" and the whole, no more than one set in sixteen is looked for in vain.
        Assert.InRange(lines.Average(), 4, OneKey + 3 + FurtherOnAverage);
        Assert.InRange(lines.Max(), 4, OneKey + 3 + (2 * FurtherAtMost));
    }

    private static List<int> LinesRead(int rules, Func<int, MatchOptions> match, Func<int, TestRequest> request)
    {
        var options = new TrafficRoutingOptions { Backends = { ["v1"] = new() { Address = "http://v1" } }, Services = { ["reviews"] = new() { Hosts = { "reviews" } } } };
        for (var i = 0; i < rules; i++)
            options.Services["reviews"].Routes[$"tenant-{i}"] = new() { Matches = { match(i) }, Weights = { ["v1"] = 1 } };
        var table = RouteTable.Compile(options);

        var lines = new List<int>();
        for (var i = 0; i < rules; i++)
        {
            var reads = new ReadingRequest(request(i), []);
            Assert.Equal($"tenant-{i}", table.Decide(in reads, RandomSource.Shared)!.Route!.Name);
            lines.Add(reads.Lines.Count);
        }

        return lines;
    }

    private readonly struct ReadingRequest(TestRequest request, HashSet<nint> lines) : IRoutableRequest, IReadObserver
    {
        public HashSet<nint> Lines => lines;

        public ReadOnlySpan<char> Method => request.Method;

        public ReadOnlySpan<char> Scheme => request.Scheme;

        public ReadOnlySpan<char> Host => request.Host;

        public int Port => request.Port;

        public ReadOnlySpan<char> Path => request.Path;

        public ReadOnlySpan<char> Query => request.Query;

        public object? Message => request.Message;

        public bool TryGetHeader(string name, out ReadOnlySpan<char> value) => request.TryGetHeader(name, out value);

        public bool TryGetProperty(string key, out ReadOnlySpan<char> value) => request.TryGetProperty(key, out value);

        public bool TryGetBaggage(string name, out ReadOnlySpan<char> value) => request.TryGetBaggage(name, out value);

        public void Read(ref readonly byte place, int bytes)
        {
            var first = Unsafe.ByteOffset(in Unsafe.NullRef<byte>(), in place);
            for (var line = first / LineBytes; line <= (first + bytes - 1) / LineBytes; line++)
                lines.Add(line);
        }
    }
}
