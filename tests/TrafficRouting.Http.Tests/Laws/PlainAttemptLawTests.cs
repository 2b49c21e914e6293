using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Http.Tests.Laws;

/// <summary>Who wants to know of an attempt, and what else the route could edit, decide how it is made, and nothing else about it.</summary>
public sealed class PlainAttemptLawTests
{
    private static readonly string[] Uris =
    [
        "http://reviews", "http://reviews/a/b", "http://reviews/a?b=c", "http://reviews/a%20b/%41?c=%2F", "http://reviews:8080/a/../b#c", "http://Reviews/\u00FC", "http://elsewhere/a",
        "http://reviews/.../%2e%2e/b",
    ];

    private enum InnerEdit
    {
        None,
        Host,
        InvalidHost,
        Uri,
        Disposal,
    }

    private enum Way
    {
        Plain,
        Counted,
        Watched,
        Edited,
        First,
        FirstOfWatched,
    }

    [Property(MaxTest = 500)]
    public Property Attempts_MadeInAnyWay_SendAndGiveBackTheSame()
    {
        var calls =
            from uri in Gen.Elements(Uris)
            from host in Gen.Elements(null, "reviews", "elsewhere", "a b")
            from basePath in Gen.Elements("", "/base")
            from edit in Gen.Elements(Enum.GetValues<InnerEdit>())
            from throws in Gen.Elements(false, true)
            from later in Gen.Elements(false, true)
            from sync in Gen.Elements(false, true)
            select new Call(uri, host, basePath, edit, throws, later && !sync, sync);

        return Prop.ForAll(calls.ToArbitrary(), call =>
        {
            var plain = Made(call, Way.Plain);
            return Enum.GetValues<Way>().Select(way => (Made(call, way) == plain).Label($"{way}: {Made(call, way)} / {plain}")).Aggregate((one, other) => one.And(other));
        });
    }

    private static Seen Made(Call call, Way way)
    {
        using var primary = new Primary(call);
        var router = new TrafficRouter(Routing.To(
            new("http://v1:9080"),
            route => (route.Timeout, route.Failover) = (way == Way.Edited ? TimeSpan.FromDays(1) : null, way is Way.First or Way.FirstOfWatched ? new() : null),
            backend => backend.Health = way == Way.Counted ? new() : null,
            call.BasePath));
        using var handler = new TrafficRoutingHandler(router, observers: way is Way.Watched or Way.FirstOfWatched ? [new SilentObserver()] : []) { InnerHandler = primary };
        using var invoker = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, call.Uri);
        if (call.Host is not null)
            request.Headers.TryAddWithoutValidation("Host", call.Host);

        var result = Record.Exception(() =>
        {
            if (call.IsSync)
            {
                invoker.Send(request, CancellationToken.None);
                return;
            }

            var sending = invoker.SendAsync(request, CancellationToken.None);
            primary.Gate.TrySetResult();
            sending.GetAwaiter().GetResult();
        });
        return new(
            primary.Sent, primary.SentHost, result?.Message, request.RequestUri!.OriginalString, string.Join('|', request.Headers.NonValidated.Select(h => $"{h.Key}={h.Value}")), request.GetRouteDecision()?.ToString());
    }

    private sealed record Call(string Uri, string? Host, string BasePath, InnerEdit Edit, bool Throws, bool IsLater, bool IsSync);

    private sealed record Seen(string? Sent, string? SentHost, string? Failure, string Uri, string Headers, string? Decision);

    private sealed class SilentObserver : IRoutingObserver
    {
        public void OnCompleted(in RoutedAttempt attempt)
        {
        }
    }

    private sealed class Primary(Call call) : HttpMessageHandler
    {
        public TaskCompletionSource Gate { get; } = new();

        public string? Sent { get; private set; }

        public string? SentHost { get; private set; }

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (Sent, SentHost) = (request.RequestUri!.OriginalString, request.Headers.Host);
            if (call.Edit is InnerEdit.Host or InnerEdit.InvalidHost)
                request.Headers.TryAddWithoutValidation("Host", call.Edit == InnerEdit.Host ? "other" : "a b");
            else if (call.Edit == InnerEdit.Uri)
                request.RequestUri = new("http://redirected/");
            else if (call.Edit == InnerEdit.Disposal)
                request.Dispose();
            return call.Throws ? throw new HttpRequestException("reset") : new();
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (call.IsLater)
                await Gate.Task;
            return Send(request, cancellationToken);
        }
    }
}
