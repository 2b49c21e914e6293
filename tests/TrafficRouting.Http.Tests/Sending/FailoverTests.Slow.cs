using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Sending;

/// <content>Ten thousand requests each.</content>
public sealed partial class FailoverTests
{
    [Fact]
    public async Task Storm_TenThousandRequestsOverAFlappingBackend_SendsNoPostTwiceAndKeepsTheBudget()
    {
        const int Requests = 10_000;
        var received = new ConcurrentDictionary<string, int>();
        var arrived = 0;
        Task Flap(HttpContext context)
        {
            var n = Interlocked.Increment(ref arrived);
            received.AddOrUpdate(context.Request.Headers["x-id"]!, 1, (_, count) => count + 1);
            return n / 50 % 2 == 0 ? FailAsync(context, n % 2 == 0 ? "503" : "reset") : context.Response.WriteAsync("ok");
        }

        await using var flapping = await BackendServer.StartAsync(handler: Flap, record: false);
        await using var good = await BackendServer.StartAsync(
            handler: context =>
            {
                received.AddOrUpdate(context.Request.Headers["x-id"]!, 1, (_, count) => count + 1);
                return context.Response.WriteAsync("ok");
            },
            record: false);
        var options = Options(flapping.Address, good.Address, r => r.Weights["b"] = 9);
        options.Backends["a"].Health = new() { EjectionTime = TimeSpan.FromMilliseconds(20), MaxEjectionTime = TimeSpan.FromMilliseconds(20) };
        options.Services["reviews"].Routes["all"].Weights["a"] = 1;
        using var client = Client(options);
        var failed = 0;
        await Parallel.ForAsync(0, Requests, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Token }, async (i, token) =>
        {
            using var request = new HttpRequestMessage(i % 4 == 0 ? HttpMethod.Post : HttpMethod.Get, "http://reviews/") { Headers = { { "x-id", $"{(i % 4 == 0 ? "post" : "get")}-{i}" } } };
            if (i % 4 == 0)
                request.Content = new StringContent("order");
            try
            {
                using var response = await client.SendAsync(request, token);
                if (!response.IsSuccessStatusCode && i % 4 != 0)
                    Interlocked.Increment(ref failed);
            }
            catch (HttpRequestException) when (i % 4 == 0)
            {
                // A POST is not sent again.
            }
        });

        Assert.All(received.Where(r => r.Key.StartsWith("post", StringComparison.Ordinal)), r => Assert.Equal(1, r.Value));
        Assert.Equal(0, failed);
        Assert.InRange(received.Values.Sum(), Requests, Requests * 1.2);
    }

    [Theory]
    [InlineData(false, 0.001)]
    [InlineData(true, 0)]
    public async Task Health_TenPercentOnADeadBackend_CostsNearlyNobodyACall(bool withFailover, double share)
    {
        const int Requests = 10_000;
        await using var good = await BackendServer.StartAsync("good", record: false);
        var options = Options(Refusing(), good.Address, r => r.Weights["b"] = 9);
        options.Services["reviews"].Routes["all"].Weights["a"] = 1;
        options.Services["reviews"].Routes["all"].Selection = SelectionNames.Random;
        options.Backends["a"].Health = new();
        if (!withFailover)
            options.Services["reviews"].Routes["all"].Failover = null;
        using var client = Client(options);
        var failed = 0;
        for (var i = 0; i < Requests; i++)
        {
            try
            {
                (await client.GetAsync("http://reviews/", Token)).Dispose();
            }
            catch (HttpRequestException)
            {
                failed++;
            }
        }

        Assert.InRange(failed, withFailover ? 0 : 5, 5 + (share * Requests));
        if (withFailover)
            Assert.Equal(0, failed);
    }
}
