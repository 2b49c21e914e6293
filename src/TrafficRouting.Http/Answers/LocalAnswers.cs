using System.Net;
using System.Text;

namespace TrafficRouting.Http;

/// <summary>Answers that are given without sending anything.</summary>
internal static class LocalAnswers
{
    /// <summary>Answers a request that its decision does not send, or returns null.</summary>
    /// <exception cref="InvalidTargetException">A redirect would lead out of what it puts before the path.</exception>
    public static HttpResponseMessage? For(HttpRequestMessage request, RouteDecision decision, TrafficRouter router)
    {
        if (decision.Route is not { } route)
            return Status(request, (int)HttpStatusCode.NotFound);

        HttpResponseMessage answer;
        if (route.AbortShare.Includes(router.Random))
            answer = Status(request, route.Options.Fault!.Abort!.Status);
        else if (decision.Redirect is { } redirect)
            answer = Redirect(new(request, router.Table.Options.Host), redirect, decision);
        else if (decision.DirectResponse is { } response)
            answer = Fixed(request, response);
        else
            return null;

        HeaderEditor.Apply(decision.Backend?.ResponseHeaders, answer);
        HeaderEditor.Apply(route.ResponseHeaders, answer);
        return answer;
    }

    public static HttpResponseMessage Status(HttpRequestMessage request, int status) =>
        new((HttpStatusCode)status) { RequestMessage = request, Version = request.Version };

    private static HttpResponseMessage Redirect(HttpRequestView request, RedirectOptions redirect, RouteDecision decision)
    {
        var answer = Status(request.Request, redirect.Status);
        answer.Headers.TryAddWithoutValidation("Location", RedirectLocation.Of(in request, redirect, decision));
        return answer;
    }

    private static HttpResponseMessage Fixed(HttpRequestMessage request, DirectResponseOptions response)
    {
        var answer = Status(request, response.Status);
        if (response.Body is not null)
        {
            answer.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(response.Body));
            answer.Content.Headers.TryAddWithoutValidation("Content-Type", response.ContentType ?? "text/plain");
        }

        return answer;
    }
}
