using System.Net;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Laws;

/// <summary>What conditions see is what leaves the process, byte for byte.</summary>
public sealed class WireLawTests : IAsyncDisposable
{
    private readonly RawServer _server = RawServer.Start();
    private readonly HttpClient _client;

    public WireLawTests()
    {
        var options = Routing.To(_server.Address, backend: b => b.PreserveHost = true);
        options.Services["reviews"].Hosts.Add("*");
        _client = options.Client(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _server.DisposeAsync();
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
