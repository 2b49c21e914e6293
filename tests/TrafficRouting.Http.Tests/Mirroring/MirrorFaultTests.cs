using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>Whatever becomes of the mirror, the primary's answers arrive byte for byte and every copy is accounted for.</summary>
public class MirrorFaultTests
{
    private const int Requests = 10;

    private static readonly byte[] Answer = [.. Enumerable.Range(0, 5_000).Select(i => (byte)i)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, HttpProtocols, string> Faults
    {
        get
        {
            var data = new TheoryData<string, HttpProtocols, string>();
            foreach (var protocol in new[] { HttpProtocols.Http1, HttpProtocols.Http2 })
            {
                data.Add("refusing", protocol, "failed");
                data.Add("reset before its headers", protocol, "failed");
                data.Add("reset half-way", protocol, "sent");
                data.Add("500", protocol, "sent");
                data.Add("100 MB", protocol, "sent");
                data.Add("TLS", protocol, "failed");
                data.Add("DNS", protocol, "failed");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Mirror_Failing_LeavesThePrimaryAloneAndIsCounted(string fault, HttpProtocols protocol, string outcome)
    {
        await using var primary = await BackendServer.StartAsync("v1", WriteAnswer, protocol);
        await using var server = await BackendServer.StartAsync("v2", c => Break(c, fault), protocol, https: fault == "TLS");
        var address = fault switch
        {
            "refusing" => MirroringTest.Refusing(),
            "DNS" => new("http://mirror.invalid:81"),
            "TLS" => new($"https://localhost:{server.Address.Port}"),
            _ => server.Address,
        };
        await using var harness = new MirrorHarness(primary.Address, [address], o => o.BreakAfter = 0);

        for (var i = 0; i < Requests; i++)
            await SendAndCheck(harness.Client, protocol, i);

        await harness.SettleAsync(Requests);
        Assert.Equal($"{outcome} {Requests}", harness.Outcomes.Of("m1"));
        Assert.Equal(Requests, primary.Count);
    }

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Mirror_NeverAnswering_TimesOutByItsOwnClock(HttpProtocols protocol)
    {
        var time = new FakeClock();
        using var arrived = new SemaphoreSlim(0);
        await using var primary = await BackendServer.StartAsync("v1", WriteAnswer, protocol);
        await using var server = await BackendServer.StartAsync("v2", async c =>
        {
            arrived.Release();
            await Aborted(c);
        }, protocol);
        await using var harness = new MirrorHarness(primary.Address, [server.Address], o => o.BreakAfter = 0, time: time);

        for (var i = 0; i < Requests; i++)
            await SendAndCheck(harness.Client, protocol, i);
        for (var i = 0; i < Requests; i++)
            Assert.True(await arrived.WaitAsync(MirroringTest.Patience, Token));
        time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal(0, harness.Outcomes["timeout"]);
        time.Advance(TimeSpan.FromSeconds(0.1));

        await harness.SettleAsync(Requests);
        Assert.Equal($"timeout {Requests}", harness.Outcomes.Of("m1"));
    }

    [Fact]
    public async Task Mirror_Answering100MB_IsNotReadToItsEnd()
    {
        var cutOff = new TaskCompletionSource();
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2", async c =>
        {
            c.RequestAborted.Register(cutOff.SetResult);
            await Break(c, "100 MB");
        });
        await using var harness = new MirrorHarness(primary.Address, [server.Address]);

        (await harness.Client.GetAsync("/", Token)).Dispose();

        await harness.SettleAsync(1);
        await cutOff.Task.WaitAsync(MirroringTest.Patience, Token);
    }

    [Fact]
    public async Task Mirror_FailingTooOften_IsLeftAloneAndTriedAgain()
    {
        var time = new FakeClock();
        var broken = true;
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2", async c =>
        {
            if (broken)
                c.Abort();
            else
                await c.Response.WriteAsync("ok");
        });
        await using var harness = new MirrorHarness(
            primary.Address, [server.Address], o => (o.BreakAfter, o.BreakDuration) = (3, TimeSpan.FromSeconds(5)), time: time);
        var sent = 0;

        await SendAsync(10);
        Assert.Equal("breaker_open 7, failed 3", harness.Outcomes.Of("m1"));
        time.Advance(TimeSpan.FromSeconds(5));
        await SendAsync(5);
        Assert.Equal("breaker_open 11, failed 4", harness.Outcomes.Of("m1"));
        broken = false;
        time.Advance(TimeSpan.FromSeconds(10));
        await SendAsync(5);
        Assert.Equal("breaker_open 11, failed 4, sent 5", harness.Outcomes.Of("m1"));

        async Task SendAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                (await harness.Client.GetAsync("/", Token)).Dispose();
                await harness.SettleAsync(++sent);
            }
        }
    }

    [Fact]
    public async Task Mirror_DeadAndGivenAnotherAddress_IsTriedAtOnce()
    {
        await using var primary = await BackendServer.StartAsync("v1");
        await using var alive = await BackendServer.StartAsync("v2");
        TrafficRoutingOptions? options = null;
        await using var harness = new MirrorHarness(
            primary.Address, [MirroringTest.Refusing()], o => o.BreakAfter = 1, routing: o => options = o, time: new FakeClock());
        await SendAsync(1);
        Reload();
        await SendAsync(2);
        Assert.Equal("breaker_open 1, failed 1", harness.Outcomes.Of("m1"));

        options!.Backends["m1"].Address = alive.Address.ToString();
        Reload();

        await SendAsync(3);
        Assert.Equal("breaker_open 1, failed 1, sent 1", harness.Outcomes.Of("m1"));

        void Reload() => harness.Services.GetRequiredService<TrafficRouter>().Update(options!);

        async Task SendAsync(int copies)
        {
            (await harness.Client.GetAsync("/", Token)).Dispose();
            await harness.SettleAsync(copies);
        }
    }

    [Fact]
    public async Task Mirror_OneOfTwoDead_LeavesTheOtherAlone()
    {
        await using var primary = await BackendServer.StartAsync("v1");
        await using var alive = await BackendServer.StartAsync("v3");
        await using var harness = new MirrorHarness(primary.Address, [MirroringTest.Refusing(), alive.Address], o => o.BreakAfter = 2);

        for (var i = 0; i < 20; i++)
        {
            (await harness.Client.GetAsync("/", Token)).Dispose();
            await harness.SettleAsync(2 * (i + 1));
        }

        Assert.Equal("breaker_open 18, failed 2", harness.Outcomes.Of("m1"));
        Assert.Equal("sent 20", harness.Outcomes.Of("m2"));
    }

    private static async Task SendAndCheck(HttpClient client, HttpProtocols protocol, int index)
    {
        using var request = new HttpRequestMessage(index % 2 == 0 ? HttpMethod.Get : HttpMethod.Post, "http://orders/")
        {
            Version = protocol == HttpProtocols.Http2 ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = index % 2 == 0 ? null : new ByteArrayContent(new byte[index * 1_000]),
        };
        using var response = await client.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(Answer, await response.Content.ReadAsByteArrayAsync(Token));
    }

    private static Task WriteAnswer(HttpContext context)
    {
        context.Response.StatusCode = 202;
        return context.Response.Body.WriteAsync(Answer).AsTask();
    }

    private static async Task Break(HttpContext context, string fault)
    {
        switch (fault)
        {
            case "500":
                context.Response.StatusCode = 500;
                break;
            case "reset before its headers":
                context.Abort();
                break;
            case "reset half-way":
                // More than the server buffers, so that some of it has left when the connection breaks.
                await context.Response.Body.WriteAsync(new byte[1_000_000]);
                context.Abort();
                break;
            default:
                var chunk = new byte[64 * 1024];
                try
                {
                    for (var i = 0; i < 1_600; i++)
                        await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
                }
                catch (OperationCanceledException)
                {
                    // The reader has had enough.
                }

                break;
        }
    }

    private static Task Aborted(HttpContext context)
    {
        var aborted = new TaskCompletionSource();
        context.RequestAborted.Register(aborted.SetResult);
        return aborted.Task;
    }
}
