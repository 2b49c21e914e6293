using System.Net;
using TrafficRouting.TestKit;
using Property = TrafficRouting.TestKit.Property;

namespace TrafficRouting.Http.Tests.Laws;

/// <summary>What conditions see is what leaves the process, byte for byte.</summary>
public sealed class WireLawTests
{
    [Fact]
    public async Task Conditions_OfAnyRequest_SeeWhatLeaves()
    {
        await using var server = RawServer.Start();
        var options = Routing.To(server.Address, backend: b => b.PreserveHost = true);
        options.Services["reviews"].Hosts.Add("*");
        using var primary = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var client = options.Client(primary);
        var sent = 0;

        Property.Holds(
            WireRequest.Any,
            made =>
            {
                using var request = made.Message();
                if (request is null)
                    return;
                var seen = Seen.Of(request);
                try
                {
                    using var response = client.Send(request, TestContext.Current.CancellationToken);
                }
                catch (HttpRequestException)
                {
                    // Nothing leaves: HttpClient sends no header or path beyond ASCII.
                    return;
                }

                Assert.True(server.Requests.TryDequeue(out var wire));
                Assert.Equal(seen.Method, wire.Method);
                Assert.Equal(seen.Target, wire.Target.EndsWith('?') && !wire.Target[..^1].Contains('?', StringComparison.Ordinal) ? wire.Target[..^1] : wire.Target);
                Assert.Equal(seen.HostHeader, wire.Host);
                Assert.Equal(seen.Host, Called(wire.Host), ignoreCase: true);
                Assert.All(seen.Headers, h => Assert.Equal(h.Value, string.Join(", ", wire.Header(h.Key))));
                sent++;
            },
            cases: 1500);
        Assert.True(sent > 1000, $"Only {sent} requests left.");
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
