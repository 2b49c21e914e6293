using System.Collections;
using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>A content of one kind, made anew for each client that is to send it, and the number of times it gave its data.</summary>
/// <param name="kind">The kind.</param>
/// <param name="length">About how many bytes it has.</param>
/// <param name="chunk">The most it gives at once.</param>
/// <param name="failAt">How many bytes it gives before it fails; negative for never.</param>
/// <param name="cancelAt">How many bytes it gives before it cancels its own send.</param>
internal sealed class ContentCase(string kind, int length, int chunk, int failAt, (int At, CancellationTokenSource Source)? cancelAt)
{
    public static readonly string[] Kinds =
    [
        "none", "bytes", "string", "form", "memory", "multipart", "multipart with a stream", "multipart with json", "multipart with an encoding selector",
        "json", "json iterator", "json lazy property", "json sequence read once", "json consuming collection", "json dictionary of lazies", "json getter with side effect",
        "json getter that throws", "json async sequence", "seekable stream", "one-way stream", "one-way stream with length", "buffered stream",
        "custom", "custom with length", "custom too short", "custom too long", "custom that throws at once", "custom that throws its own kind", "custom whose length throws",
        "custom by every kind of write", "custom around another", "custom without sync", "derived from bytes", "derived from stream",
    ];

    private readonly byte[] _bytes = Bytes(length);

    /// <summary>Gets how many times data were given.</summary>
    public int Reads { get; private set; }

    public HttpContent? Make() => kind switch
    {
        "none" => null,
        "bytes" => new ByteArrayContent(_bytes),
        "string" => new StringContent(Text(), Encoding.UTF8, "text/plain"),
        "form" => new FormUrlEncodedContent([new("a", Text()), new("ä", "b c")]),
        "memory" => new ReadOnlyMemoryContent(_bytes),
        "multipart" => new MultipartFormDataContent("b1") { { new ByteArrayContent(_bytes), "x", "file" }, { new StringContent("y"), "y" } },
        "multipart with a stream" => new MultipartFormDataContent("b1") { { new StringContent("y"), "y" }, { new StreamContent(OneWay()), "x", "file" } },
        "multipart with json" => new MultipartContent("mixed", "b1") { JsonContent.Create(Numbers()), new StringContent("y") },
        "multipart with an encoding selector" => new MultipartContent("mixed", "b1") { new StringContent("y") }.With(m => m.HeaderEncodingSelector = (_, _) =>
        {
            Reads++;
            return null;
        }),
        "json" => JsonContent.Create(new { Name = Text() }),
        "json iterator" => JsonContent.Create(Numbers()),
        "json lazy property" => JsonContent.Create(new { Deep = new { Items = Numbers() } }),
        "json sequence read once" => JsonContent.Create((IEnumerable<int>)new Once(Numbers())),
        "json consuming collection" => JsonContent.Create(new { Items = new List<object> { Consuming() } }),
        "json dictionary of lazies" => JsonContent.Create(new Dictionary<string, object> { ["a"] = Numbers(), ["b"] = new Once(Numbers()) }),
        "json getter with side effect" => JsonContent.Create(new Counting(this)),
        "json getter that throws" => JsonContent.Create(new { Text = Text(), Bad = new Throwing() }),
        "json async sequence" => JsonContent.Create(NumbersAsync()),
        "seekable stream" => new StreamContent(new MemoryStream(_bytes)),
        "one-way stream" => new StreamContent(OneWay()),
        "one-way stream with length" => new StreamContent(OneWay()).With(c => c.Headers.ContentLength = length),
        "buffered stream" => Buffered(),
        "derived from bytes" => new Derived(WriteAsync),
        "derived from stream" => new DerivedStream(OneWay()),
        _ => new Custom(this, kind),
    };

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private string Text() => Convert.ToBase64String(_bytes);

    private OneWayStream OneWay()
    {
        Reads++;
        return new(_bytes, chunk, failAt, cancelAt);
    }

    private StreamContent Buffered()
    {
        var content = new StreamContent(new OneWayStream(_bytes, chunk));
        content.LoadIntoBufferAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        return content;
    }

    private IEnumerable<int> Numbers()
    {
        Reads++;
        for (var i = 0; i < length / 4; i++)
        {
            StopAt(i * 4);
            yield return i;
        }
    }

    private async IAsyncEnumerable<int> NumbersAsync()
    {
        await Task.Yield();
        foreach (var number in Numbers())
            yield return number;
    }

    private IEnumerable<int> Consuming()
    {
        var collection = new BlockingCollection<int>(new ConcurrentQueue<int>(Enumerable.Range(0, length / 4)));
        collection.CompleteAdding();
        return collection.GetConsumingEnumerable(CancellationToken.None);
    }

    private void StopAt(int position)
    {
        if (failAt >= 0 && position >= failAt)
            throw new IOException("The caller's content broke.");
        if (cancelAt is { } cancel && position >= cancel.At)
            cancel.Source.Cancel();
    }

    private async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        Reads++;
        for (var at = 0; at < _bytes.Length; at += chunk)
        {
            StopAt(at);
            await stream.WriteAsync(_bytes.AsMemory(at, Math.Min(chunk, _bytes.Length - at)), cancellationToken);
        }
    }

    private void Write(Stream stream)
    {
        Reads++;
        for (var at = 0; at < _bytes.Length; at += chunk)
        {
            StopAt(at);
            stream.Write(_bytes.AsSpan(at, Math.Min(chunk, _bytes.Length - at)));
        }
    }

    // Everything that a stream can be written by, in turns.
    private async Task WriteVariedAsync(Stream stream, CancellationToken cancellationToken)
    {
        Reads++;
        for (int at = 0, turn = 0; at < _bytes.Length; turn++)
        {
            StopAt(at);
            var count = turn % 6 == 0 ? 1 : Math.Min(chunk, _bytes.Length - at);
            switch (turn % 6)
            {
                case 0:
                    stream.WriteByte(_bytes[at]);
                    break;
                case 1:
                    stream.Write(_bytes, at, count);
                    break;
                case 2:
                    stream.Write(_bytes.AsSpan(at, count));
                    break;
                case 3:
                    await stream.WriteAsync(_bytes.AsMemory(at, count), cancellationToken);
                    break;
                case 4:
                    await Task.Factory.FromAsync(stream.BeginWrite, stream.EndWrite, _bytes, at, count, state: null);
                    break;
                default:
                    await stream.WriteAsync(_bytes.AsMemory(at, count), cancellationToken);
                    await stream.FlushAsync(cancellationToken);
                    break;
            }

            at += count;
        }
    }

    private sealed class Counting(ContentCase owner)
    {
        public int Next => ++owner.Reads;
    }

    private sealed class Throwing
    {
#pragma warning disable CA1822 // The serializer reads properties of instances.
        public string Value => throw new InvalidOperationException("The caller's getter broke.");
#pragma warning restore CA1822
    }

    private sealed class Once(IEnumerable<int> items) : IEnumerable<int>
    {
        private IEnumerable<int>? _items = items;

        public IEnumerator<int> GetEnumerator() => (Interlocked.Exchange(ref _items, null) ?? []).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class Derived(Func<Stream, CancellationToken, Task> write) : ByteArrayContent([])
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => write(stream, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context, CancellationToken cancellationToken) =>
            write(stream, cancellationToken);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class DerivedStream(Stream stream) : StreamContent(stream);

    private sealed class Custom(ContentCase owner, string kind) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context, CancellationToken cancellationToken) => kind switch
        {
            "custom that throws at once" => throw new IOException("The caller's content broke."),
            "custom that throws its own kind" => Task.FromException(new HttpRequestException("The caller's content broke.", new IOException("inside"))),
            "custom by every kind of write" => owner.WriteVariedAsync(stream, cancellationToken),
            "custom around another" => new StreamContent(owner.OneWay()).CopyToAsync(stream, context, cancellationToken),
            _ => owner.WriteAsync(stream, cancellationToken),
        };

        protected override void SerializeToStream(Stream stream, System.Net.TransportContext? context, CancellationToken cancellationToken)
        {
            if (kind == "custom without sync")
                base.SerializeToStream(stream, context, cancellationToken);
            else
                owner.Write(stream);
        }

        protected override bool TryComputeLength(out long length)
        {
            if (kind == "custom whose length throws")
                throw new InvalidOperationException("The caller's length broke.");
            length = owner._bytes.Length + (kind switch
            {
                "custom too short" => 1,
                "custom too long" => -1,
                _ => 0,
            });
            return length >= 0 && kind is "custom with length" or "custom too short" or "custom too long";
        }
    }
}
