using System.Globalization;
using System.Net.Http.Headers;

namespace TrafficRouting.Http;

/// <summary>
/// Tells the observers of an attempt answered by gRPC once its status is known: at once where it stands in the headers, else when the
/// body has ended, has failed or was left by the caller. Tells once. Safe for concurrent use.
/// </summary>
internal sealed class GrpcCompletion
{
    private const int Unknown = 2;

    private readonly RoutingPipeline _pipeline;
    private readonly RoutedAttempt _attempt;
    private int _told;

    private GrpcCompletion(RoutingPipeline pipeline, in RoutedAttempt attempt)
    {
        _pipeline = pipeline;
        _attempt = attempt;
    }

    /// <summary>Takes an attempt answered by gRPC; <see langword="false"/> for any other, which is neither touched nor costs anything.</summary>
    public static bool TryFollow(RoutingPipeline pipeline, in RoutedAttempt attempt)
    {
        if (attempt.Response is not { Version.Major: > 1 } response || !MayFollow(attempt.Request) || !IsGrpc(response))
            return false;
        if (StatusIn(response.Headers) is { } status)
            pipeline.Tell(attempt with { GrpcStatus = status });
        else
            response.Content = new GrpcContent(response.Content, new GrpcCompletion(pipeline, in attempt));
        return true;
    }

    /// <summary>The body was read to its end, and the trailers are there.</summary>
    public void End() => Tell(_attempt with { GrpcStatus = StatusIn(_attempt.Response!.TrailingHeaders) ?? Unknown });

    public void Fail(Exception exception) => Tell(exception is OperationCanceledException ? _attempt with { IsCallerCancellation = true } : _attempt with { Exception = exception });

    /// <summary>The caller wants no more of the body.</summary>
    public void Leave() => Tell(_attempt with { IsCallerCancellation = true });

    private void Tell(in RoutedAttempt attempt)
    {
        if (Interlocked.Exchange(ref _told, 1) == 0)
            _pipeline.Tell(in attempt);
    }

    /// <summary>Tells whether a request may be one of gRPC, every client of which says that it takes trailers.</summary>
    public static bool MayFollow(HttpRequestMessage request) =>
        request.Method == HttpMethod.Post && MessageHeaders.MayExist(request) && request.Headers.NonValidated.Contains("TE");

    private static bool IsGrpc(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) && IsGrpc(values.ToString());

    private static bool IsGrpc(ReadOnlySpan<char> type)
    {
        const string Grpc = "application/grpc";
        return type.StartsWith(Grpc, StringComparison.OrdinalIgnoreCase) && (type.Length == Grpc.Length || type[Grpc.Length] is '+' or ';' or ' ');
    }

    private static int? StatusIn(HttpResponseHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues("grpc-status", out var values))
            return null;
        return int.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : Unknown;
    }
}
