using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace TrafficRouting.AspNetCore;

/// <summary>
/// Server-sent events: <c>traffic</c> each second, and <c>table</c>, <c>rollouts</c>, <c>loads</c> when they change. A slow viewer is sent
/// less, because each second is read when it can be written; one that reads nothing is cut off by the server's minimum rate.
/// </summary>
internal sealed class LiveFeed(PageContext page, CancellationToken stopping)
{
    private const int MostViewers = 100;

    private int _viewers;

    public async Task<IResult> SendAsync(HttpContext context)
    {
        if (Interlocked.Increment(ref _viewers) > MostViewers)
        {
            Interlocked.Decrement(ref _viewers);
            return TypedResults.Problem($"There are {MostViewers} viewers already.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            context.Response.ContentType = "text/event-stream";
            // Proxies such as nginx hold an answer back until a buffer is full.
            context.Response.Headers["X-Accel-Buffering"] = "no";
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await SendAsync(context.Response, ended.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The viewer left, or the host stops.
        }
        finally
        {
            Interlocked.Decrement(ref _viewers);
        }

        return TypedResults.Empty;
    }

    private async Task SendAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        RouteTable? table = null;
        byte[] rollouts = [], loads = [];
        while (true)
        {
            // Before the look, so that no second is missed in between.
            var next = page.Watch.Next;
            var traffic = page.Watch.Look();
            if (table != page.Router.Table)
            {
                table = page.Router.Table;
                await WriteAsync(response, "table", Bytes(page.ViewTable(), PageJson.Default.TableView), cancellationToken).ConfigureAwait(false);
            }

            await WriteAsync(response, "traffic", Bytes(traffic, PageJson.Default.TrafficView), cancellationToken).ConfigureAwait(false);
            rollouts = await WriteNewAsync(response, "rollouts", rollouts, Bytes(page.ViewRollouts(), PageJson.Default.IReadOnlyListRolloutView), cancellationToken).ConfigureAwait(false);
            loads = await WriteNewAsync(response, "loads", loads, Bytes(page.ViewLoads(), PageJson.Default.LoadsView), cancellationToken).ConfigureAwait(false);
            await response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static byte[] Bytes<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    private static async Task<byte[]> WriteNewAsync(HttpResponse response, string name, byte[] before, byte[] data, CancellationToken cancellationToken)
    {
        if (!data.AsSpan().SequenceEqual(before))
            await WriteAsync(response, name, data, cancellationToken).ConfigureAwait(false);
        return data;
    }

    // JSON without indentation has no line breaks, which would end the event.
    private static async Task WriteAsync(HttpResponse response, string name, byte[] data, CancellationToken cancellationToken)
    {
        await response.WriteAsync($"event: {name}\ndata: ", cancellationToken).ConfigureAwait(false);
        await response.Body.WriteAsync(data, cancellationToken).ConfigureAwait(false);
        await response.WriteAsync("\n\n", cancellationToken).ConfigureAwait(false);
    }
}
