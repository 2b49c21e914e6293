using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace TrafficRouting.TestKit.Kubernetes;

/// <summary>Watches: a line of JSON for each change after a version, until a time is over or somebody ends it.</summary>
internal sealed class WatchRequests(ObjectStore store, TimeProvider time)
{
    private readonly ConcurrentDictionary<OpenWatch, byte> _open = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets the watches under way.</summary>
    public ICollection<OpenWatch> Open => _open.Keys;

    public bool IsSlow { get; set; }

    /// <summary>Waits until the watches under way are as somebody wants them.</summary>
    public async Task WaitAsync(Func<ICollection<OpenWatch>, bool> isMet, CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = Volatile.Read(ref _changed).Task;
            if (isMet(Open))
                return;
            await changed.WaitAsync(cancellationToken);
        }
    }

    public async Task AnswerAsync(HttpContext context, ApiResource resource, ApiPath path, Selector selector)
    {
        context.Response.ContentType = "application/json";
        var watch = new OpenWatch(context, resource) { IsSlow = IsSlow };
        _open.TryAdd(watch, 0);
        try
        {
            Tell();
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await RunAsync(watch, context, path, selector);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The client has gone, or the connection was broken.
        }
        finally
        {
            _open.TryRemove(watch, out _);
            watch.Over();
            Tell();
        }
    }

    private async Task RunAsync(OpenWatch watch, HttpContext context, ApiPath path, Selector selector)
    {
        var query = context.Request.Query;
        var hasBookmarks = query["allowWatchBookmarks"] == "true" || query["allowWatchBookmarks"] == "1";
        var seconds = int.TryParse(query["timeoutSeconds"], CultureInfo.InvariantCulture, out var given) ? given : 3600;
        var over = Task.Delay(TimeSpan.FromSeconds(seconds), time, context.RequestAborted);
        var apiVersion = watch.Resource.ApiVersion(path.Version);
        bool Takes(StoredObject? o) => o is not null && (path.Namespace is null || o.Namespace == path.Namespace) && (path.Name is null || o.Name == path.Name) && selector.Takes(o);

        if (!long.TryParse(query["resourceVersion"], CultureInfo.InvariantCulture, out var version) || version == 0)
        {
            (version, var objects) = store.List(watch.Resource);
            foreach (var stored in objects.Where(Takes))
                await watch.WriteEventAsync("ADDED", stored.Json(apiVersion));
        }

        while (true)
        {
            var (changed, asked) = (store.Changed, watch.Asked);
            if (store.Since(watch.Resource, version) is not { } since)
            {
                var gone = Answers.Status(StatusCodes.Status410Gone, "Expired", $"too old resource version: {version.ToString(CultureInfo.InvariantCulture)}");
                await watch.WriteEventAsync("ERROR", Encoding.UTF8.GetBytes(gone.ToJsonString()));
                return;
            }

            foreach (var happened in since.Events)
            {
                var (before, after) = (Takes(happened.Before), Takes(happened.After));
                if (after)
                    await watch.WriteEventAsync(before ? "MODIFIED" : "ADDED", happened.After!.Json(apiVersion));
                else if (before)
                    await watch.WriteEventAsync("DELETED", happened.Before!.Json(apiVersion));
            }

            version = since.Version;
            var isOver = over.IsCompleted || watch.Ended.IsCompleted;
            if (hasBookmarks && (watch.TakeBookmark() || isOver))
                await watch.WriteEventAsync("BOOKMARK", Bookmark(watch.Resource, apiVersion, version));
            if (isOver)
                return;
            await Task.WhenAny(changed, asked, over, watch.Ended).WaitAsync(context.RequestAborted);
        }
    }

    private void Tell() => Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    private static byte[] Bookmark(ApiResource resource, string apiVersion, long version) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["kind"] = resource.Kind,
        ["apiVersion"] = apiVersion,
        ["metadata"] = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture) },
    }.ToJsonString());
}
