namespace TrafficRouting.Http;

/// <summary>What a handler inside gives that is no answer, as a mock does that was told of no such request: a failure of the attempt, by the words of HttpClient.</summary>
internal static class NoResponse
{
    public static HttpResponseMessage Unless(HttpResponseMessage? response) => response ?? throw new InvalidOperationException(
        "Handler did not return a response message. A handler inside of traffic routing answered with null: if it is a mock, set it up for this request, whose URI is the backend's.");
}
