using System.Diagnostics;

namespace TrafficRouting.Benchmarks.Loopback;

/// <summary>One of several clients that are called in turn, and the latencies it saw.</summary>
internal sealed class TurnClient(string name, string uri, Func<HttpMessageHandler, HttpMessageHandler>? handler = null) : IDisposable
{
    private readonly HttpClient _client = Client(handler);
    private readonly List<double> _microseconds = [];

    public string Name { get; } = name;

    public async Task SendAsync(bool record)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        var sent = Stopwatch.GetTimestamp();
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await response.Content.CopyToAsync(Stream.Null);
        var took = Stopwatch.GetElapsedTime(sent).TotalMicroseconds;
        response.EnsureSuccessStatusCode();
        if (record)
            _microseconds.Add(took);
    }

    public double Percentile(int percent) => _microseconds.Order().ElementAt((_microseconds.Count - 1) * percent / 100);

    public void Dispose() => _client.Dispose();

    private static HttpClient Client(Func<HttpMessageHandler, HttpMessageHandler>? handler)
    {
        var sockets = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        return new(handler?.Invoke(sockets) ?? sockets);
    }
}
