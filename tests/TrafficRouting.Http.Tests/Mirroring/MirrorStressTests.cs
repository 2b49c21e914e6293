using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>
/// Everything that owns a captured request at once: callers that send, cancel and give up, primaries that write bodies whole, in part, twice
/// and late, mirrors that read late, fail and hang, reloads and a stop in the middle. Bodies carry their checksum, copies are counted exactly.
/// With <c>MIRROR_STRESS=1000000</c> that many requests are made in place of some thousands.
/// </summary>
public sealed class MirrorStressTests
{
    private static readonly int Requests =
        int.TryParse(Environment.GetEnvironmentVariable("MIRROR_STRESS"), CultureInfo.InvariantCulture, out var requests) ? requests : 10_000;

    private const int Callers = 4;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Ownership_UnderEverythingAtOnce_IsExact(int seed)
    {
        var arrays = new TrackingArrayPool();
        using var mirrors = new HostileMirror(seed);
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var tally = new Tally(meters);
        var mirror = new TrafficMirror(new MirrorTransport(mirrors), meters, bodies: arrays);
        var options = Options();
        var router = new TrafficRouter(options);
        using var invoker = new HttpMessageInvoker(new TrafficRoutingHandler(router, mirror: mirror) { InnerHandler = new HostilePrimary(seed) });
        using var done = new CancellationTokenSource();
        var reloading = Task.Run(() => Reload(router, options, seed, done.Token), Token);

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(invoker, (seed * 100) + caller, Requests / Callers), Token)));
        await mirror.WhenIdleAsync(Token).WaitAsync(MirroringTest.Patience, Token);
        Assert.Equal(0, mirror.Channels.Waiting);

        // What is under way when everything stops is accounted for as well.
        var last = Task.Run(() => CallAsync(invoker, seed, Callers), Token);
        await mirror.StopAsync(new(canceled: true));
        await last;
        await done.CancelAsync();
        await reloading;
        await mirror.WhenIdleAsync(Token).WaitAsync(MirroringTest.Patience, Token);
        await mirrors.CompleteAsync();

        Assert.Equal(string.Empty, mirrors.Wrong);
        Assert.Equal(2L * ((Requests / Callers * Callers) + Callers), tally.Sum);
        Assert.Equal((0L, 0L, 0, false), (mirror.Budget.Held, mirror.Channels.Waiting, arrays.Outstanding, arrays.WasMisused));
        Assert.Equal(["copy_failed", "dropped", "failed", "sent", "timeout", "too_large"], tally.Outcomes);
        await mirror.DisposeAsync();
    }

    private static TrafficRoutingOptions Options()
    {
        var options = Routing.To(new("http://v1"), route => route.Mirrors["m1"] = new() { Methods = { "*" } }).With("m1", new("http://m1"));
        MirrorTo(options, "m2", "http://m2");
        (options.Mirroring.BreakAfter, options.Mirroring.Timeout) = (0, TimeSpan.FromMilliseconds(20));
        return options;
    }

    // One of two backends, so that each comes and goes with its channel.
    private static void MirrorTo(TrafficRoutingOptions options, string backend, string address)
    {
        var mirrors = options.Services["reviews"].Routes.Values.Single().Mirrors;
        foreach (var other in mirrors.Keys.Where(name => name != "m1").ToList())
        {
            mirrors.Remove(other);
            options.Backends.Remove(other);
        }

        mirrors[backend] = new() { Methods = { "*" } };
        options.Backends[backend] = new() { Address = address };
    }

    private static async Task CallAsync(HttpMessageInvoker invoker, int seed, int requests)
    {
        var random = new Random(seed);
        for (var i = 0; i < requests; i++)
        {
            using var cancel = new CancellationTokenSource();
            if (random.Next(20) == 0)
                await cancel.CancelAsync();
            using var message = new HttpRequestMessage(HttpMethod.Post, "http://reviews/") { Content = StressBody.Make(random) };
            try
            {
                (await invoker.SendAsync(message, cancel.Token)).Dispose();
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                // As the primary, or the caller itself, wants it.
            }
        }
    }

    private static async Task Reload(TrafficRouter router, TrafficRoutingOptions options, int seed, CancellationToken done)
    {
        var random = new Random(seed);
        while (!done.IsCancellationRequested)
        {
            options.Mirroring.QueueCapacity = random.Next(1, 100);
            options.Mirroring.Concurrency = random.Next(1, 20);
            options.Mirroring.QueueBytes = random.Next(50_000, 2_000_000);
            MirrorTo(options, $"m{random.Next(2, 4)}", $"http://m{random.Next(2, 4)}");
            options.Mirroring.Dispatch = random.Next(2) == 0 ? MirrorDispatch.Immediately : MirrorDispatch.AfterPrimary;
            router.Update(options);
            if (random.Next(4) == 0)
                GC.Collect(0);
            for (var i = 0; i < 200; i++)
                await Task.Yield();
        }
    }

    /// <summary>Counts the outcomes of all copies.</summary>
    private sealed class Tally : IDisposable
    {
        private readonly ConcurrentDictionary<string, long> _counts = new();
        private readonly MeterListener _listener = new();

        public Tally(IMeterFactory meters)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "traffic_routing.mirror.requests" && ReferenceEquals(instrument.Meter.Scope, meters))
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
            {
                foreach (var tag in tags)
                {
                    if (tag.Key == "traffic_routing.outcome")
                        _counts.AddOrUpdate((string)tag.Value!, value, (_, sum) => sum + value);
                }
            });
            _listener.Start();
        }

        public long Sum => _counts.Values.Sum();

        public IEnumerable<string> Outcomes => _counts.Keys.Order(StringComparer.Ordinal);

        public void Dispose() => _listener.Dispose();
    }

    private sealed class HostilePrimary(int seed) : HttpMessageHandler
    {
        private readonly Random _random = new(seed);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            int kind;
            lock (_random)
                kind = _random.Next(10);
            cancellationToken.ThrowIfCancellationRequested();
            var content = request.Content!;
            if (kind < 5)
                await content.CopyToAsync(Stream.Null, cancellationToken);
            switch (kind)
            {
                case 1:
                    throw new HttpRequestException("After the body.");
                case 2 when content is not StreamContent:
                    // A redirect or a lost connection: the body once more.
                    await Ignore(() => content.CopyToAsync(new BreakingStream(10), CancellationToken.None));
                    await Ignore(() => content.CopyToAsync(Stream.Null, CancellationToken.None));
                    break;
                case 5:
                    await Ignore(() => content.CopyToAsync(new BreakingStream(100), cancellationToken));
                    break;
                case 6:
                    throw new HttpRequestException("Before the body.");
                case 7 or 8:
                    // Answered while the body is still being written.
                    _ = Ignore(() => content.CopyToAsync(new YieldingStream(), CancellationToken.None));
                    break;
                case 9:
                    _ = Ignore(() => content.CopyToAsync(new YieldingStream(), CancellationToken.None));
                    _ = Ignore(() => content.CopyToAsync(new YieldingStream(), CancellationToken.None));
                    break;
            }

            return new();
        }

        private static async Task Ignore(Func<Task> write)
        {
            try
            {
                await write();
            }
            catch (Exception e) when (e is HttpRequestException or IOException or InvalidOperationException)
            {
                // What the caller's content does when it is written again or after it was disposed.
            }
        }
    }

    private sealed class HostileMirror(int seed) : HttpMessageHandler
    {
        private readonly Random _random = new(seed);
        private readonly List<Task> _late = [];
        private volatile string _wrong = string.Empty;

        public string Wrong => _wrong;

        public Task CompleteAsync()
        {
            lock (_random)
                return Task.WhenAll(_late);
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            int kind;
            lock (_random)
                kind = _random.Next(60);
            var content = request.Content!;
            switch (kind)
            {
                case < 40:
                    Check(await content.ReadAsByteArrayAsync(cancellationToken));
                    break;
                case < 45:
                    throw new HttpRequestException("The mirror broke.");
                case < 55:
                    // A transport that reads on after the send has ended.
                    lock (_random)
                        _late.Add(ReadLateAsync(content));
                    break;
                case 55:
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                    break;
                default:
                    await Task.Yield();
                    break;
            }

            return new();
        }

        private async Task ReadLateAsync(HttpContent content)
        {
            var stream = new YieldingStream { Kept = new() };
            try
            {
                await Task.Yield();
                await content.CopyToAsync(stream, CancellationToken.None);
                Check(stream.Kept.ToArray());
            }
            catch (Exception e) when (e is ObjectDisposedException or HttpRequestException { InnerException: ObjectDisposedException })
            {
                // The copy had ended before.
            }
        }

        private void Check(byte[] body)
        {
            if (!StressBody.IsWhole(body))
                _wrong = $"A mirror received a body of {body.Length} bytes that nobody wrote.";
        }
    }

    private sealed class YieldingStream : WriteOnlyStream
    {
        public MemoryStream? Kept { get; init; }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            for (var i = 0; i < buffer.Length % 8; i++)
                await Task.Yield();
            Kept?.Write(buffer.Span);
        }

        public override void Write(byte[] buffer, int offset, int count) => Kept?.Write(buffer, offset, count);
    }

    private sealed class BreakingStream(int after) : WriteOnlyStream
    {
        private int _written;

        public override void Write(byte[] buffer, int offset, int count)
        {
            _written += count;
            if (_written > after)
                throw new IOException("The connection broke.");
        }
    }
}
