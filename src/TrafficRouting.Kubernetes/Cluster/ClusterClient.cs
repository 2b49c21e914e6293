using System.IO.Compression;
using System.Net;
using System.Text.Json;
using k8s;
using KubernetesApi = k8s.Kubernetes;

namespace TrafficRouting.Kubernetes;

/// <summary>
/// Reads from the API server with the configuration, TLS and credentials of KubernetesClient. The requests are plain ones, because its
/// watches keep their connections when they are cancelled and lose events when a connection breaks. Safe for concurrent use.
/// </summary>
/// <param name="configure">Gives the configuration; asked again when the credentials are refused.</param>
/// <param name="time">The clock of what takes too long.</param>
internal sealed class ClusterClient(Func<KubernetesClientConfiguration> configure, TimeProvider time) : IDisposable
{
    private const string Gzip = "gzip";
    private const int MaxErrorLength = 16 * 1024;

    // For an answer that is to be read as a whole; a page of a list is one.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Lock _making = new();
    private Task<KubernetesApi>? _api;
    private bool _isDisposed;

    /// <summary>Sends a GET, and gives the answer as soon as its headers are there.</summary>
    /// <param name="target">The path and query, without a slash in front.</param>
    /// <param name="cancellationToken">Ends the request and the reading of its answer.</param>
    /// <exception cref="ApiException">The answer is no success.</exception>
    public Task<HttpResponseMessage> GetAsync(string target, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, target, null, cancellationToken);

    /// <summary>Sends a request, and gives the answer as soon as its headers are there.</summary>
    /// <param name="method">The method.</param>
    /// <param name="target">The path and query, without a slash in front.</param>
    /// <param name="content">The body, or null; disposed.</param>
    /// <param name="cancellationToken">Ends the request and the reading of its answer.</param>
    /// <exception cref="ApiException">The answer is no success.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string target, HttpContent? content, CancellationToken cancellationToken) =>
        SendAsync(method, target, content, isCompressed: false, cancellationToken);

    /// <summary>Sends a GET and reads the answer, which may be compressed: a page of a list is worth it.</summary>
    public async Task<JsonDocument> ReadAsync(string target, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        using var response = await SendAsync(HttpMethod.Get, target, null, isCompressed: true, ended.Token).ConfigureAwait(false);
        var content = await response.Content.ReadAsStreamAsync(ended.Token).ConfigureAwait(false);
        if (response.Content.Headers.ContentEncoding.Contains(Gzip))
            content = new GZipStream(content, CompressionMode.Decompress);
        await using (content.ConfigureAwait(false))
            return await JsonDocument.ParseAsync(content, cancellationToken: ended.Token).ConfigureAwait(false);
    }

    public void Dispose()
    {
        lock (_making)
        {
            _isDisposed = true;
            if (_api is { IsCompletedSuccessfully: true } made)
                made.Result.Dispose();
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string target, HttpContent? content, bool isCompressed, CancellationToken cancellationToken)
    {
        var api = await Api().WaitAsync(cancellationToken).ConfigureAwait(false);
        var root = api.BaseUri.AbsoluteUri;
        using var request = new HttpRequestMessage(method, new Uri($"{root}{(root.EndsWith('/') ? "" : "/")}{target}"))
        {
            Content = content,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Headers.Accept.ParseAdd("application/json");
        if (isCompressed)
            request.Headers.AcceptEncoding.ParseAdd(Gzip);
        if (api.Credentials is { } credentials)
            await credentials.ProcessHttpRequestAsync(request, cancellationToken).ConfigureAwait(false);
        var response = await api.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
        {
            if (response.StatusCode is HttpStatusCode.Unauthorized)
                Renew(api);
            throw new ApiException(response.StatusCode, await MessageOf(response, cancellationToken).ConfigureAwait(false), response.Headers.RetryAfter?.Delta);
        }
    }

    // Proxies answer with pages, the server with a Status.
    private static async Task<string> MessageOf(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var plain = $"{(int)response.StatusCode} {response.ReasonPhrase}";
        if (response.Content.Headers.ContentLength is > MaxErrorLength || response.Content.Headers.ContentType?.MediaType is not "application/json")
            return plain;
        try
        {
            using var status = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
            return status.RootElement.TryGetProperty("message", out var message) && message.GetString() is { Length: > 0 } text ? text : plain;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return plain;
        }
    }

    // One thread alone waits for files and plugins, which KubernetesClient reads blocking.
    private Task<KubernetesApi> Api()
    {
        lock (_making)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _api is { IsFaulted: false } made ? made : _api = Task.Run(() => new KubernetesApi(configure()));
        }
    }

    // The first of those that were refused makes the next one; streams of the old one go on.
    private void Renew(KubernetesApi refused)
    {
        lock (_making)
        {
            if (_api is not { IsCompletedSuccessfully: true } made || !ReferenceEquals(made.Result, refused))
                return;
            _api = null;
            refused.Dispose();
        }
    }
}
