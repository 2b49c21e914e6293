using System.Diagnostics;

namespace TrafficRouting.Benchmarks.Loopback;

/// <summary>One of several clients that are called in turn, and the latencies it saw.</summary>
/// <param name="name">What it is.</param>
/// <param name="uri">What it calls.</param>
/// <param name="handler">Makes what stands between it and the connection, which all share.</param>
/// <param name="atMost">What its calls may take, times those that it is compared with; no bound by default.</param>
/// <param name="atLeast">What they must take.</param>
/// <param name="beside">The name of the client that it is compared with; the first by default.</param>
internal sealed class TurnClient(
    string name, string uri, Func<HttpMessageHandler, HttpMessageHandler> handler, double atMost = double.PositiveInfinity, double atLeast = 0, string? beside = null) : IDisposable
{
    private readonly List<double> _microseconds = [];
    private HttpClient? _client;

    public string Name { get; } = name;

    public string? Beside => beside;

    public double AtMost => atMost;

    public double AtLeast => atLeast;

    public IReadOnlyList<double> Microseconds => _microseconds;

    /// <summary>Puts it before the connection, to which nothing can be fitted any more once it is in use.</summary>
    public void Open(HttpMessageHandler connection) => _client = new(handler(connection), disposeHandler: false);

    public async Task SendAsync(bool record)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        var sent = Stopwatch.GetTimestamp();
        using var response = await _client!.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await response.Content.CopyToAsync(Stream.Null);
        var took = Stopwatch.GetElapsedTime(sent).TotalMicroseconds;
        response.EnsureSuccessStatusCode();
        if (record)
            _microseconds.Add(took);
    }

    public double Percentile(int percent) => _microseconds.Order().ElementAt((_microseconds.Count - 1) * percent / 100);

    public void Dispose() => _client?.Dispose();
}
