using System.Collections.Concurrent;
using System.Net;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>The law of mirroring: the primary and its caller find everything as they would without a mirror, whatever content, whatever befalls it.</summary>
public sealed class MirrorPropertyTests : IAsyncLifetime
{
    private const int Cap = 60_000;

    private static readonly string[] Faults = ["none", "none", "none", "none", "content fails", "cancelled", "early answer", "reset"];
    private static readonly string[] Again = ["not", "same message", "same content"];

    private static readonly Gen<Case> Cases =
        from kind in Gen.Elements(ContentCase.Kinds)
        from length in Gen.Frequency((8, Gen.Choose(0, 5_000)), (4, Gen.Choose(5_000, 100_000)), (1, Gen.Choose(120_000, 600_000)))
        from chunk in Gen.Choose(100, 70_000)
        from fault in Gen.Elements(Faults)
        from faultAt in Gen.Choose(0, 100_000)
        from inside in Gen.Elements(InsideHandler.Kinds)
        from again in Gen.Elements(Again)
        from http2 in Gen.Elements(false, false, true)
        from sync in Gen.Elements(false, false, false, true)
        from method in Gen.Elements("POST", "POST", "PUT", "PATCH", "DELETE", "QUERY", "get")
        let once = fault is "reset" or "cancelled" // What comes after one depends on how far it came.
        select new Case(
            kind, length, chunk, fault, Math.Min(faultAt, length), once ? "nothing" : inside, once ? "not" : again, http2 && fault is not ("early answer" or "reset"), sync && !http2, method);

    private readonly RecordingMirror _copies = new();
    private BackendServer _http2 = null!;
    private TrafficMirror _mirror = null!;
    private int _runs;

    private sealed record Case(string Kind, int Length, int Chunk, string Fault, int FaultAt, string Inside, string Again, bool Http2, bool Sync, string Method);

    public async ValueTask InitializeAsync()
    {
        _http2 = await BackendServer.StartAsync("v1", protocols: HttpProtocols.Http2);
        _mirror = new(_copies);
    }

    public async ValueTask DisposeAsync()
    {
        await _mirror.DisposeAsync();
        Assert.Equal((0L, 0L), (_mirror.Budget.Held, _mirror.Channels.Waiting));
        await _http2.DisposeAsync();
    }

    [Property(MaxTest = 250)]
    public Property Primary_AnyContentFaultAndHandlers_ReceivesWhatItWouldWithoutMirroring() => Prop.ForAll(Cases.ToArbitrary(), CheckAsync);

    private async Task CheckAsync(Case c)
    {
        var expected = await RunAsync(c, mirrored: false);
        var actual = await RunAsync(c, mirrored: true);
        await _mirror.WhenIdleAsync(TestContext.Current.CancellationToken).WaitAsync(MirroringTest.Patience, TestContext.Current.CancellationToken);

        Assert.Equal(expected.Calls, actual.Calls);
        if (c.Fault is not ("reset" or "cancelled"))
        {
            Assert.Equal(expected.Reads, actual.Reads);
            Assert.Equal(expected.Received.Select(r => r.Raw), actual.Received.Select(r => r.Raw));
        }

        // Where a connection broke, or a handler inside wrote the body elsewhere, more may have been written whole than was received.
        foreach (var copy in c.Fault is "reset" or "cancelled" || c.Inside == "copy elsewhere" ? [] : _copies.Bodies)
            Assert.Contains(actual.Received, r => r.Body.AsSpan().SequenceEqual(copy));
        if (c.Fault == "none" && c.Again == "not" && actual.Calls[0].StartsWith("OK", StringComparison.Ordinal))
            Assert.Equal(actual.Received[^1].Body.Length <= Cap, !_copies.Bodies.IsEmpty);
    }

    private async Task<Run> RunAsync(Case c, bool mirrored)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var source = new ContentCase(
            c.Kind, c.Length, c.Chunk, c.Fault == "content fails" ? c.FaultAt : -1, c.Fault == "cancelled" ? (c.FaultAt, cancel) : null);
        await using var raw = new FaultyServer(c.Fault switch
        {
            "early answer" => "early",
            "reset" => $"{c.FaultAt}",
            _ => string.Empty,
        });
        _copies.Bodies.Clear();
        var address = c.Http2 ? _http2.Address : raw.Address;
        var target = $"/p?{Interlocked.Increment(ref _runs)}";
        List<string> calls = [];
        using (var handler = new InsideHandler(c.Inside) { InnerHandler = new SocketsHttpHandler { UseProxy = false } })
        {
            using var invoker = new HttpMessageInvoker(mirrored ? Mirrored(handler, address) : handler);
            using var content = source.Make();
            using var message = Message(c, content, new(mirrored ? new("http://reviews/") : address, target));
            calls.Add(await CallAsync(c, invoker, message, cancel.Token));
            if (c.Again == "same message")
            {
                calls.Add(await CallAsync(c, invoker, message, TestContext.Current.CancellationToken));
            }
            else if (c.Again == "same content")
            {
                using var second = Message(c, content, message.RequestUri!);
                calls.Add(await CallAsync(c, invoker, second, TestContext.Current.CancellationToken));
            }
        }

        await raw.CompleteAsync();
        List<(string Raw, byte[] Body)> received = c.Http2
            ? [.. _http2.Requests.Where(r => r.Target == target).Select(r => (string.Join('\n', r.Headers.Select(h => $"{h.Key}: {h.Value}")) + $"\n{Convert.ToHexString(r.Body)}", r.Body))]
            : [.. raw.Requests.Select(r => (r.Raw.Replace(address.Authority, "host", StringComparison.Ordinal).Replace(target, "/p", StringComparison.Ordinal), r.Body))];
        return new(calls, source.Reads, received);
    }

    private static async Task<string> CallAsync(Case c, HttpMessageInvoker invoker, HttpRequestMessage message, CancellationToken token)
    {
        string result;
        var content = message.Content;
        try
        {
            using var response = c.Sync ? invoker.Send(message, token) : await invoker.SendAsync(message, token);
            result = $"{response.StatusCode} {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}";
        }
        catch (Exception exception)
        {
            result = Describe(c, exception);
        }

        Assert.Same(content, message.Content);
        var headers = string.Join("; ", message.Headers.NonValidated.Concat(content?.Headers.NonValidated ?? default).Select(h => $"{h.Key}={h.Value}"));
        return $"{result} [{headers}]";
    }

    // A reset may be met while writing or while reading, by the same send one time and another.
    private static string Describe(Case c, Exception exception)
    {
        if (c.Fault == "reset" && exception is HttpRequestException or IOException)
            return nameof(HttpRequestException);

        // Over HTTP/2 the content and the transport throw each its own, and either comes first.
        if (c is { Fault: "cancelled", Http2: true } && exception is OperationCanceledException)
            return nameof(OperationCanceledException);
        List<string> chain = [];
        for (var e = exception; e is not null; e = e.InnerException)
            chain.Add($"{e.GetType().Name} {(e as HttpRequestException)?.HttpRequestError} {(c.Fault == "cancelled" ? null : e.Message)}");
        return string.Join(" < ", chain);
    }

    private static HttpRequestMessage Message(Case c, HttpContent? content, Uri uri) => new(content is null ? HttpMethod.Get : new(c.Method), uri)
    {
        Content = content,
        Version = c.Http2 ? HttpVersion.Version20 : HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    private TrafficRoutingHandler Mirrored(HttpMessageHandler inside, Uri address)
    {
        var options = Routing.To(address, route => route.Mirrors["m"] = new() { Methods = { "*" } }).With("m", new("http://mirror"));
        options.Mirroring.MaxBodyBytes = Cap;
        return new(new TrafficRouter(options), mirror: _mirror) { InnerHandler = inside };
    }

    private sealed record Run(List<string> Calls, int Reads, List<(string Raw, byte[] Body)> Received);

    /// <summary>Keeps the bodies of copies.</summary>
    private sealed class RecordingMirror : HttpMessageHandler
    {
        public ConcurrentQueue<byte[]> Bodies { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Bodies.Enqueue(request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : []);
            return new();
        }
    }
}
