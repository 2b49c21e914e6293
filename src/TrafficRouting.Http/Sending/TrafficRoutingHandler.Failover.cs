using System.Runtime.CompilerServices;

namespace TrafficRouting.Http;

/// <content>Attempts after a failed one, at other backends or endpoints.</content>
public sealed partial class TrafficRoutingHandler
{
    private HttpResponseMessage SendWithFailover(DecidedRequest decided, Failover failover, CancellationToken cancellationToken)
    {
        failover.Budget.Count();
        var run = new FailoverRun(_pipeline, decided.Decision.Route!, decided.View.Request.RequestUri!);
        while (true)
        {
            Endpoint? endpoint = null;
            DecidedRequest next;
            try
            {
                var response = SendOnce(in decided, cancellationToken, out endpoint);
                if (!run.TryNext(in decided, endpoint, response, failure: null, out next))
                    return response;
                response.Dispose();
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && run.TryNext(in decided, endpoint, response: null, exception, out next))
            {
                // Told by the attempt itself.
            }

            decided = next;
        }
    }

    // Until it is known to have failed, the first attempt is made as if there were no other.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Task<HttpResponseMessage> SendWithFailoverAsync(in HttpRequestView view, RouteDecision decision, bool isFirst, CancellationToken cancellationToken)
    {
        var (request, called, failover) = (view.Request, view.Request.RequestUri!, decision.Failover!);
        failover.Budget.Count();
        var first = SendOnceAsync(in view, decision, isFirst, cancellationToken, out var endpoint);
        return first.IsCompletedSuccessfully && !FailureAnalysis.IsAmong(failover.Causes, request, first.Result, failure: null)
            ? first
            : FollowAsync(first, request, decision, called, endpoint, cancellationToken);
    }

    private async Task<HttpResponseMessage> FollowAsync(
        Task<HttpResponseMessage> first, HttpRequestMessage request, RouteDecision decision, Uri called, Endpoint? endpoint, CancellationToken cancellationToken)
    {
        FailoverRun run;
        DecidedRequest next;
        try
        {
            var response = await first.ConfigureAwait(false);
            if (!FailoverRun.TryBegin(_pipeline, _client, request, decision, called, endpoint, response, failure: null, out run, out next))
                return response;
            response.Dispose();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested
            && FailoverRun.TryBegin(_pipeline, _client, request, decision, called, endpoint, response: null, exception, out run, out next))
        {
            // Told by the attempt itself.
        }

        return await SendAgainAsync(next, run, cancellationToken).ConfigureAwait(false);
    }

    // A route with failover injects no faults, so there is no delay to draw.
    private async Task<HttpResponseMessage> SendAgainAsync(DecidedRequest decided, FailoverRun run, CancellationToken cancellationToken)
    {
        while (true)
        {
            var attempt = new Attempt(_pipeline, in decided, _client, cancellationToken);
            DecidedRequest next;
            try
            {
                var response = await SendAsync(ref attempt, in decided).ConfigureAwait(false);
                if (!run.TryNext(in decided, attempt.Endpoint, response, failure: null, out next))
                    return response;
                response.Dispose();
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && run.TryNext(in decided, attempt.Endpoint, response: null, exception, out next))
            {
                // Told by the attempt itself.
            }

            decided = next;
        }
    }
}
