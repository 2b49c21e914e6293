using System.Net;

namespace TrafficRouting.Http;

/// <summary>The status given because a route's timeout has passed; told apart from the same status of a backend.</summary>
internal sealed class TimeoutAnswer : HttpResponseMessage
{
    public TimeoutAnswer(HttpRequestMessage request, int status)
        : base((HttpStatusCode)status)
    {
        RequestMessage = request;
        Version = request.Version;
    }
}
