using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace TrafficRouting.TestKit.Kubernetes;

/// <summary>
/// An API server of a cluster on loopback, as far as clients that list, watch and write objects see one; kubectl does, too. It can be
/// made to fail in every way that a real one does.
/// </summary>
public sealed class ApiServer : IAsyncDisposable
{
    private readonly ListRequests _lists;
    private readonly WatchRequests _watches;
    private readonly WriteRequests _writes;
    private volatile IReadOnlyList<ApiResource> _resources;
    private WebApplication _app = null!;

    private ApiServer(IEnumerable<ApiResource> resources, TimeProvider time)
    {
        _resources = [.. resources];
        Objects = new(time);
        _lists = new(Objects);
        _watches = new(Objects, time);
        _writes = new(Objects);
    }

    public Uri Address { get; private set; } = null!;

    public ObjectStore Objects { get; }

    public Faults Faults { get; } = new();

    /// <summary>Gets or sets the only token that is good; every one by default.</summary>
    public string? Token { get; set; }

    /// <summary>Gets all requests so far.</summary>
    public ConcurrentQueue<ApiRequest> Requests { get; } = new();

    /// <summary>Gets the bytes of the bodies sent so far, by verb.</summary>
    public ConcurrentDictionary<string, long> SentBytes { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the number of watches that are under way.</summary>
    public int WatchCount => _watches.Open.Count;

    /// <summary>Gets or sets a value indicating whether watches that begin are written byte by byte.</summary>
    public bool IsSlow
    {
        get => _watches.IsSlow;
        set => _watches.IsSlow = value;
    }

    /// <summary>Starts a server on a free port.</summary>
    /// <param name="resources">The kinds; those of <see cref="ApiResources"/> by default.</param>
    /// <param name="time">The clock of timeouts.</param>
    public static async Task<ApiServer> StartAsync(IEnumerable<ApiResource>? resources = null, TimeProvider? time = null)
    {
        var server = new ApiServer(resources ?? ApiResources.All, time ?? TimeProvider.System);
        await server.ListenAsync(0);
        return server;
    }

    /// <summary>Serves a kind from now on, as when its definition is installed.</summary>
    public void Install(ApiResource resource) => _resources = [.. _resources, resource];

    /// <summary>Serves a kind no longer, without a word to its watches.</summary>
    public void Uninstall(ApiResource resource) => _resources = [.. _resources.Where(r => r != resource)];

    /// <summary>Forgets the history, and the pages that somebody reads on.</summary>
    public void Compact()
    {
        Objects.Compact();
        _lists.Expire();
    }

    /// <summary>Sends a bookmark to every watch that asked for them.</summary>
    public void SendBookmarks()
    {
        foreach (var watch in _watches.Open)
            watch.AskForBookmark();
    }

    /// <summary>Ends the watches in peace, as when their time is over.</summary>
    public void EndWatches()
    {
        foreach (var watch in _watches.Open)
            watch.End();
    }

    /// <summary>Breaks the connections of the watches.</summary>
    public void ResetWatches()
    {
        foreach (var watch in _watches.Open)
            watch.Reset();
    }

    /// <summary>Breaks the connections of the watches in the middle of a line.</summary>
    public async Task CutWatchesAsync()
    {
        foreach (var watch in _watches.Open)
            await watch.CutAsync();
    }

    /// <summary>Waits until at least so many watches are under way.</summary>
    public Task WaitForWatchesAsync(int count, CancellationToken cancellationToken) => _watches.WaitAsync(open => open.Count >= count, cancellationToken);

    /// <summary>Waits until a kind is watched.</summary>
    public Task WaitForWatchAsync(ApiResource resource, CancellationToken cancellationToken) =>
        _watches.WaitAsync(open => open.Any(w => w.Resource == resource), cancellationToken);

    /// <summary>Waits until no more than so many watches are under way.</summary>
    public Task WaitForEndAsync(int count, CancellationToken cancellationToken) => _watches.WaitAsync(open => open.Count <= count, cancellationToken);

    /// <summary>Ends the process, so to speak; objects stay, as in etcd.</summary>
    public async Task StopAsync()
    {
        ResetWatches();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    /// <summary>Starts it again at the same address.</summary>
    public Task RestartAsync() => ListenAsync(Address.Port);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
    }

    private static string VerbOf(HttpContext context, ApiPath path) => context.Request.Method switch
    {
        "GET" when context.Request.Query["watch"].ToString() is "true" or "1" => "watch",
        "GET" => path.Name is null ? "list" : "get",
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        _ => "delete",
    };

    private static async Task HangAsync(HttpContext context)
    {
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ListenAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync();
        Address = new(_app.Urls.First());
    }

    private Task AnswerAsync(HttpContext context)
    {
        var path = ApiPath.Parse(context.Request.Path.Value ?? "");
        var resource = path?.Plural is null ? null : _resources.FirstOrDefault(r => r.Group == path.Group && r.Plural == path.Plural && r.Versions.Contains(path.Version, StringComparer.Ordinal));
        var verb = path?.Plural is null ? "discover" : VerbOf(context, path);
        var request = new ApiRequest(verb, path?.Plural ?? "", path?.Namespace ?? "", context.Request.GetEncodedPathAndQuery(), context.Request.Headers.Authorization);
        Requests.Enqueue(request);
        context.Response.Body = new CountedBody(context.Response.Body, count => SentBytes.AddOrUpdate(verb, count, (_, sent) => sent + count));
        if (Token is { } token && request.Authorization != $"Bearer {token}")
            return Answers.StatusAsync(context, StatusCodes.Status401Unauthorized, "Unauthorized", "Unauthorized");
        if (Faults.Take(request) is var (status, retryAfter))
            return status == Faults.Nothing ? HangAsync(context) : Answers.StatusAsync(context, status, "Fault", $"the server answers {status}", retryAfter);
        if (path?.Plural is null)
        {
            return Discovery.Answer(context.Request.Path.Value ?? "", _resources) is { } answer
                ? Answers.JsonAsync(context, answer)
                : Answers.StatusAsync(context, StatusCodes.Status404NotFound, "NotFound", "the server could not find the requested resource");
        }

        if (resource is null)
            return Answers.StatusAsync(context, StatusCodes.Status404NotFound, "NotFound", "the server could not find the requested resource");
        if (Faults.IsForbidden(request))
        {
            var place = path.Namespace is null ? "at the cluster scope" : $"in the namespace \"{path.Namespace}\"";
            return Answers.StatusAsync(context, StatusCodes.Status403Forbidden, "Forbidden", $"{resource.Plural} is forbidden: User \"test\" cannot {verb} resource \"{resource.Plural}\" in API group \"{resource.Group}\" {place}");
        }

        var query = context.Request.Query;
        var selector = new Selector(query["labelSelector"], query["fieldSelector"]);
        return verb switch
        {
            "watch" => _watches.AnswerAsync(context, resource, path, selector),
            "list" => _lists.AnswerAsync(context, resource, path, selector),
            _ => _writes.AnswerAsync(context, verb, resource, path),
        };
    }
}
