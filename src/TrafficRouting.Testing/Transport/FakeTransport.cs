using System.Net;

namespace TrafficRouting.Testing;

/// <summary>Stands in for the network: records each request and answers it by the script of its backend.</summary>
internal sealed class FakeTransport(FakeTrafficRouting fake, TimeProvider time, bool isMirror) : HttpMessageHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken).GetAwaiter().GetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var recorded = await RequestRecorder.ReadAsync(request, isMirror, cancellationToken).ConfigureAwait(false);
        var backend = recorded.Backend is { } name ? fake.Backend(name) : fake.Unrouted;
        backend.Requests.Add(recorded);
        if (isMirror)
            fake.Mirrors.Requests.Add(recorded);

        var answer = backend.AnswerTo(recorded) ?? Unscripted(recorded);
        if (answer.Delay > TimeSpan.Zero)
            await Task.Delay(answer.Delay, time, cancellationToken).ConfigureAwait(false);
        var response = await answer.Respond(recorded, cancellationToken).ConfigureAwait(false)
            ?? throw new TrafficRoutingAssertionException($"The answer that is scripted for {recorded} is null. Have it return a new HttpResponseMessage.");
        response.RequestMessage ??= request;
        return response;
    }

    // Nobody reads what a mirror answers, so it need not be scripted.
    private ScriptedAnswer Unscripted(FakeRequest request) => isMirror
        ? new(TimeSpan.Zero, (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)))
        : throw new TrafficRoutingAssertionException(
            request.Backend is null
                ? $"{request} was not routed, and no answer is scripted for such requests. Script one: fake.Unrouted.Respond(200)."
                : $"{request} was sent to backend '{request.Backend}', which has no answer for it. Script one: fake.Backend(\"{request.Backend}\").Respond(200).");
}
