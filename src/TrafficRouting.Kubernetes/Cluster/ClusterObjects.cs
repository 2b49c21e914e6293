using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrafficRouting.Kubernetes;

/// <summary>Reads and writes single objects. Connects when it is first used. Safe for concurrent use.</summary>
internal sealed class ClusterObjects(KubernetesClusterOptions options, TimeProvider time) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeHeaderValue MergePatch = new("application/merge-patch+json");

    private readonly Lazy<ClusterClient> _client = new(() => new(ClusterConfiguration.Of(options), time));

    // A configuration that is missing now may be there later.
    private volatile string? _namespace = options.Namespace;

    /// <summary>Gets the namespace of the application.</summary>
    /// <exception cref="Exception">No cluster is configured.</exception>
    public string Namespace => _namespace ??= ClusterConfiguration.OwnNamespace(ClusterConfiguration.Of(options));

    public Task<ApiAnswer> FindAsync(ObjectKind kind, string @namespace, string name, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, $"{kind.Path(@namespace)}/{name}", null, cancellationToken);

    public Task<ApiAnswer> ListAsync(ObjectKind kind, string selector, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, $"{kind.Path(Namespace)}?labelSelector={Uri.EscapeDataString(selector)}", null, cancellationToken);

    /// <summary>Creates an object; a conflict where one of its name is there.</summary>
    public Task<ApiAnswer> CreateAsync(ObjectKind kind, string @namespace, JsonObject content, CancellationToken cancellationToken)
    {
        (content["apiVersion"], content["kind"]) = (kind.ApiVersion, kind.Kind);
        return SendAsync(HttpMethod.Post, kind.Path(@namespace), Body(content, Json), cancellationToken);
    }

    /// <summary>Changes what is given of an object, and leaves the rest, such as labels of other tools; a conflict where it names a version and another is there.</summary>
    public Task<ApiAnswer> PatchAsync(ObjectKind kind, string name, JsonObject change, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Patch, $"{kind.Path(Namespace)}/{name}", Body(change, MergePatch), cancellationToken);

    public Task<ApiAnswer> DeleteAsync(ObjectKind kind, string name, string version, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, $"{kind.Path(Namespace)}/{name}", Body(new() { ["preconditions"] = new JsonObject { ["resourceVersion"] = version } }, Json), cancellationToken);

    /// <summary>Begins a watch: what is there, then each change.</summary>
    public Task<HttpResponseMessage> WatchAsync(ObjectKind kind, string selector, int seconds, CancellationToken cancellationToken) => _client.Value.GetAsync(
        FormattableString.Invariant($"{kind.Path(Namespace)}?watch=true&resourceVersion=0&timeoutSeconds={seconds}&labelSelector={Uri.EscapeDataString(selector)}"), cancellationToken);

    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
    }

    private static ByteArrayContent Body(JsonObject content, MediaTypeHeaderValue type) => new(Encoding.UTF8.GetBytes(content.ToJsonString())) { Headers = { ContentType = type } };

    private async Task<ApiAnswer> SendAsync(HttpMethod method, string target, HttpContent? content, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.Value.SendAsync(method, target, content, cancellationToken).ConfigureAwait(false);
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using var ofStream = stream.ConfigureAwait(false);
            using var read = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken).ConfigureAwait(false);
            return new(response.StatusCode, read.RootElement.Clone());
        }
        catch (ApiException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            return new(e.Status, default);
        }
    }
}
