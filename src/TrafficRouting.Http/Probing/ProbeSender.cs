using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http;

/// <summary>Sends a probe and counts what comes of it. Nothing that happens here is thrown.</summary>
internal sealed class ProbeSender(IHttpMessageHandlerFactory factory, TimeProvider time, ILogger logger)
{
    public async Task SendAsync(TargetHealth target, Backend backend, Endpoint endpoint, CancellationToken stopping)
    {
        var options = target.Options.Probe!;
        var uri = new Uri($"{endpoint.Origin}{endpoint.BasePath}{options.Path}", UriKind.Absolute);
        string? reason;
        try
        {
            reason = await AskAsync(uri, backend, options, stopping).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            if (stopping.IsCancellationRequested)
                return;
            reason = exception is OperationCanceledException ? $"no answer within {options.Timeout:c}" : exception.Message;
        }

        try
        {
            Note(target, endpoint, uri, reason);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A logger of the application's.
        }
    }

    // Null where it is healthy.
    private async Task<string?> AskAsync(Uri uri, Backend backend, ProbeOptions options, CancellationToken stopping)
    {
        using var timer = new CancellationTokenSource(options.Timeout, time);
        using var stop = stopping.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timer);
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.Host = backend.Rewrite?.Host;
        if (backend.Destination.Http2)
            (request.Version, request.VersionPolicy) = Http2.Of(request.Version, request.VersionPolicy);
        using var invoker = new HttpMessageInvoker(factory.CreateHandler(TrafficRoutingDefaults.ProbeClientName), disposeHandler: false);
        using var response = await invoker.SendAsync(request, timer.Token).ConfigureAwait(false);
        var status = (int)response.StatusCode;
        return IsHealthy(options, status) ? null : $"status {status}";
    }

    private static bool IsHealthy(ProbeOptions options, int status) => options.Statuses.Count == 0
        ? status is >= 200 and <= 299
        : status < FailureStatuses.Limit && FailureStatuses.Parse(options.Statuses)[status];

    private void Note(TargetHealth target, Endpoint endpoint, Uri uri, string? reason)
    {
        if (!target.NoteProbe(isFailure: reason is not null))
            return;
        if (reason is null)
            HealthLog.ProbeAnswered(logger, target.Backend, endpoint.Name);
        else
            HealthLog.ProbeFails(logger, target.Backend, endpoint.Name, uri, reason);
    }
}
