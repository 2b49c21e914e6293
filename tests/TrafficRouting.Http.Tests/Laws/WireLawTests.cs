using System.Net;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Laws;

/// <summary>What conditions see is what leaves the process, byte for byte.</summary>
public sealed class WireLawTests : IAsyncLifetime
{
    private readonly RawServer _server = RawServer.Start();
    private BackendServer _http2 = null!;
    private HttpClient _client = null!;
    private HttpClient _client2 = null!;

    public async ValueTask InitializeAsync()
    {
        _http2 = await BackendServer.StartAsync(protocols: HttpProtocols.Http2);
        (_client, _client2) = (Client(_server.Address), Client(_http2.Address));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _client2.Dispose();
        await _server.DisposeAsync();
        await _http2.DisposeAsync();
    }

    [Property(MaxTest = 1500)]
    public Property Conditions_OfAnyRequest_SeeWhatLeaves() => Prop.ForAll(WireRequest.Any.ToArbitrary(), made =>
    {
        using var request = made.Message();
        var seen = Seen.Of(request!);
        using var response = _client.Send(request!, TestContext.Current.CancellationToken);

        Assert.True(_server.Requests.TryDequeue(out var wire));
        Assert.Equal(seen.Method, wire.Method);
        Assert.Equal(seen.Target, wire.Target.IndexOf('?', StringComparison.Ordinal) == wire.Target.Length - 1 ? wire.Target[..^1] : wire.Target);
        Assert.Equal(seen.HostHeader, wire.Host);
        Assert.Equal(seen.Host, Called(wire.Host), ignoreCase: true);
        Assert.All(seen.Headers, h => Assert.Equal(h.Value, string.Join(", ", wire.Header(h.Key))));
    });

    [Property(MaxTest = 500)]
    public Property Conditions_OfAnyRequestOverHttp2_SeeWhatLeaves() => Prop.ForAll(WireRequest.Any.ToArbitrary(), async made =>
    {
        // Without a content, so that each header is one line: the server does not tell how several were joined.
        using var request = (made with { HasContent = false }).Message()!;
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        var seen = Seen.Of(request);
        _http2.Requests.Clear();
        try
        {
            using var response = await _client2.SendAsync(request, TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException)
        {
            // What the client does not send, or the server does not take.
        }

        if (!_http2.Requests.TryDequeue(out var wire))
            return;
        Assert.Equal(seen.Method, wire.Method);
        Assert.Equal(seen.Target, wire.Target.IndexOf('?', StringComparison.Ordinal) == wire.Target.Length - 1 ? wire.Target[..^1] : wire.Target);
        Assert.Equal(seen.HostHeader, wire.Header("Host"));

        // Of values that end in a space, HTTP/1.1 servers take it off.
        Assert.All(seen.Headers, h => Assert.Equal(h.Value, wire.Header(h.Key)?.Trim()));
    });

    private static HttpClient Client(Uri server)
    {
        var options = Routing.To(server, backend: b => b.PreserveHost = true);
        options.Services["reviews"].Hosts.Add("*");
        return options.Client(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    }

    // As a server takes the line apart.
    private static string Called(string line)
    {
        var host = line.StartsWith('[') ? IPAddress.Parse(line[1..line.IndexOf(']', StringComparison.Ordinal)].Split('%')[0]).ToString() : line.Split(':')[0];
        return host.TrimEnd('.');
    }

    private sealed record Seen(string Method, string Target, string Host, string HostHeader, Dictionary<string, string> Headers)
    {
        public static Seen Of(HttpRequestMessage request)
        {
            var view = new HttpRequestView(request);
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, _) in request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default))
            {
                if (name != "Host" && view.TryGetHeader(name, out var value))
                    headers[name] = value.ToString();
            }

            Assert.True(view.TryGetHeader("host", out var host));
            return new(view.Method.ToString(), view.Query.IsEmpty ? view.Path.ToString() : $"{view.Path}?{view.Query}", view.Host.ToString(), host.ToString(), headers);
        }
    }
}
