using System.Globalization;
using System.Net;
using System.Text.Json;

namespace TrafficRouting.Kubernetes;

/// <summary>
/// Keeps a copy of the objects of a kind in a namespace: lists them, watches from the list's version on, and begins anew where the
/// server has forgotten that version. Versions are taken as they are and compared with nothing.
/// </summary>
internal sealed class Reflector(
    KnownResource resource, string @namespace, string? labelSelector, ClusterClient client, Discovery discovery, IObjectSink sink, TimeProvider time, RandomSource random)
{
    private const int PageSize = 500;

    // As many refusals of one version as may be chance; then it is the version.
    private const int MaxRefusals = 3;

    // Some five seconds; then the right is gone.
    private const int MaxDenials = 6;

    private static readonly TimeSpan Recheck = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestWatch = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly ObjectTable _objects = new(resource);
    private readonly BackOff _backOff = new(random);
    private string? _apiVersion;
    private string? _version;
    private int _absences;
    private int _refusals;
    private int _denials;

    public ReflectorStatus Status { get; } = new(resource, @namespace, time);

    /// <summary>Follows the objects until it is stopped; throws nothing.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            TimeSpan wait;
            try
            {
                wait = await FollowAsync(stopping).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                wait = Recover(e);
            }

            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Gives how long to wait before the next round.
    private async Task<TimeSpan> FollowAsync(CancellationToken stopping)
    {
        _apiVersion ??= await discovery.VersionOf(resource, stopping).ConfigureAwait(false);
        if (_apiVersion is null)
            return Miss();
        _absences = 0;
        if (_version is null)
            await ListAsync(_apiVersion, stopping).ConfigureAwait(false);
        var began = time.GetTimestamp();
        var heard = await WatchAsync(_apiVersion, stopping).ConfigureAwait(false);
        Status.Hear();
        if (!heard && time.GetElapsedTime(began) < ShortestWatch)
            return _backOff.Next();
        Succeed();
        return TimeSpan.Zero;
    }

    private async Task ListAsync(string apiVersion, CancellationToken stopping)
    {
        var seen = new List<ObjectChange>();
        string? next = null;
        do
        {
            var target = $"{resource.Path(apiVersion, @namespace)}?limit={PageSize.ToString(CultureInfo.InvariantCulture)}{Selection()}{(next is null ? "" : $"&continue={Uri.EscapeDataString(next)}")}";
            using var page = await client.ReadAsync(target, stopping).ConfigureAwait(false);
            var metadata = page.RootElement.GetProperty("metadata");
            foreach (var item in page.RootElement.GetProperty("items").EnumerateArray())
                seen.Add(_objects.Read(item, resource.ApiVersion(apiVersion)));
            next = metadata.TryGetProperty("continue", out var more) && more.GetString() is { Length: > 0 } token ? token : null;
            _version = next is null ? metadata.GetProperty("resourceVersion").GetString() : null;
        }
        while (next is not null);

        var changes = _objects.Replace(seen);
        Status.Objects = _objects.Count;
        // In one go, so that nobody sees the objects half replaced.
        if (changes.Count > 0)
            sink.Take(changes);
        Status.Listed();
    }

    // Tells whether anything was heard.
    private async Task<bool> WatchAsync(string apiVersion, CancellationToken stopping)
    {
        var seconds = (int)Chance.Within(random, 300, 600);
        // A connection that broke silently ends here.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds) + Grace, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        var target = $"{resource.Path(apiVersion, @namespace)}?watch=true&allowWatchBookmarks=true&resourceVersion={Uri.EscapeDataString(_version!)}&timeoutSeconds={seconds.ToString(CultureInfo.InvariantCulture)}{Selection()}";
        using var response = await client.GetAsync(target, ended.Token).ConfigureAwait(false);
        Status.Watching();
        Become(ReflectorState.Following);
        var content = await response.Content.ReadAsStreamAsync(ended.Token).ConfigureAwait(false);
        var heard = false;
        await using (content.ConfigureAwait(false))
        {
            await foreach (var told in WatchLines.ReadAsync(content, ended.Token).ConfigureAwait(false))
            {
                Take(told, apiVersion);
                heard = true;
                Succeed();
                Status.Hear();
            }
        }

        return heard;
    }

    private void Take(JsonElement told, string apiVersion)
    {
        var type = told.GetProperty("type").GetString();
        var about = told.GetProperty("object");
        if (type is "ERROR")
        {
            var code = about.TryGetProperty("code", out var number) ? (HttpStatusCode)number.GetInt32() : HttpStatusCode.InternalServerError;
            throw new ApiException(code, about.TryGetProperty("message", out var message) ? message.GetString() ?? "" : "");
        }

        var version = about.GetProperty("metadata").GetProperty("resourceVersion").GetString();
        if (type is "ADDED" or "MODIFIED" or "DELETED")
        {
            var change = type is "DELETED" ? new(_objects.KeyOf(about), null) : _objects.Read(about, resource.ApiVersion(apiVersion));
            if (_objects.Set(change) is { } different)
                sink.Take([different]);
            Status.Objects = _objects.Count;
        }

        _version = version;
    }

    private void Succeed()
    {
        (_refusals, _denials) = (0, 0);
        _backOff.Reset();
    }

    private TimeSpan Recover(Exception exception)
    {
        if (exception is OperationCanceledException)
        {
            Become(ReflectorState.Behind, "no answer in time");
            return _backOff.Next();
        }

        // A quiet watch that breaks, or a right that is looked for now and then, saw all there was: only now is it out of sight.
        if (Status.State is ReflectorState.Following or ReflectorState.Absent or ReflectorState.Forbidden)
            Status.Hear();
        if (exception is not ApiException refused)
        {
            Become(ReflectorState.Behind, $"{exception.GetType().Name}: {exception.Message}");
            return _backOff.Next();
        }

        switch (refused.Status)
        {
            case HttpStatusCode.Gone:
                _version = null;
                // The first time at once; a server that forgets all the time is not asked all the time.
                return _refusals++ == 0 ? TimeSpan.Zero : _backOff.Next();
            case HttpStatusCode.Forbidden:
                // A server that has just begun may not know its own rules for a moment.
                if (_version is not null && _denials++ < MaxDenials)
                {
                    // It answers again, however long it was away.
                    if (_denials == 1)
                        _backOff.Reset();
                    Become(ReflectorState.Behind, refused.Message);
                    return _backOff.Next();
                }

                Become(ReflectorState.Forbidden, refused.Message);
                return Recheck;
            case HttpStatusCode.NotFound:
                _apiVersion = null;
                discovery.Forget();
                return _refusals++ == 0 ? TimeSpan.Zero : Miss();
            default:
                if (++_refusals >= MaxRefusals)
                    _version = null;
                Become(ReflectorState.Behind, refused.Message);
                var wait = _backOff.Next();
                return refused.RetryAfter is { } asked && asked > wait ? asked : wait;
        }
    }

    // A server that starts may not know its own kinds for a moment: only what is missing twice is gone.
    private TimeSpan Miss()
    {
        Become(ReflectorState.Absent);
        if (++_absences == 2)
        {
            _version = null;
            if (_objects.Replace([]) is { Count: > 0 } changes)
                sink.Take(changes);
            Status.Objects = 0;
        }

        return Recheck * Chance.Within(random, 0.8, 1);
    }

    private void Become(ReflectorState state, string? error = null)
    {
        if (Status.Become(state, error) || state is ReflectorState.Behind)
            sink.Told();
    }

    private string Selection() => string.IsNullOrEmpty(labelSelector) ? "" : $"&labelSelector={Uri.EscapeDataString(labelSelector)}";
}
