using System.Net.Http.Headers;

namespace TrafficRouting;

/// <summary>Responses given without sending anything.</summary>
internal static class ResponseValidator
{
    public static void Check(Scope scope, DirectResponseOptions response)
    {
        if (response.ContentType is { } type && !MediaTypeHeaderValue.TryParse(type, out _))
            scope.At("ContentType").Error($"{Text.Quote(type)} is not a media type such as application/json.");
        if (response is { Body.Length: > 0, Status: 204 or 304 })
            scope.At("Body").Error($"A response with status {Text.Of(response.Status)} has no body.");
    }
}
