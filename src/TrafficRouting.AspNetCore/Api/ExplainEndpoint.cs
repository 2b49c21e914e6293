using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using TrafficRouting.Http;

namespace TrafficRouting.AspNetCore;

/// <summary>Explains where a request would go. It is sent in a body, because addresses end up in access logs.</summary>
internal static class ExplainEndpoint
{
    private const int MostBytes = 64 * 1024;

    public static async Task<IResult> ExplainAsync(PageContext page, HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostBytes;
        if (!request.HasJsonContentType())
            return Problem("Send JSON, such as { \"url\": \"http://reviews/\", \"method\": \"GET\", \"headers\": [\"end-user: jason\"] }.");
        ExplainRequest? asked;
        try
        {
            asked = await request.ReadFromJsonAsync(PageJson.Default.ExplainRequest, request.HttpContext.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or BadHttpRequestException)
        {
            // What is no JSON, in a charset that nobody knows, or too long.
            return Problem($"The body is not the JSON of a request to explain, in UTF-8 and of at most {MostBytes / 1024} KiB.");
        }

        if (Problem(asked, out var message) is { } problem)
            return problem;
        using (message)
            return TypedResults.Json(ExplainView.Of(Explain(page.Router, message!)), PageJson.Default.ExplainView);
    }

    // What the viewer's own request carries is none of the explained one's.
    private static RouteExplanation Explain(TrafficRouter router, HttpRequestMessage message)
    {
        var viewer = Activity.Current;
        Activity.Current = null;
        try
        {
            return router.Explain(message);
        }
        finally
        {
            Activity.Current = viewer;
        }
    }

    private static ProblemHttpResult? Problem(ExplainRequest? asked, out HttpRequestMessage? message)
    {
        message = null;
        if (!Uri.TryCreate(asked?.Url, UriKind.Absolute, out var url) || url.Host.Length == 0)
            return Problem("The URL is not absolute. Write it with scheme and host: http://reviews/path.");
        HttpMethod method;
        try
        {
            method = new(asked!.Method is { Length: > 0 } named ? named : "GET");
        }
        catch (FormatException)
        {
            return Problem("The method is not one. Write GET, POST, ….");
        }

        message = new(method, url);
        foreach (var line in asked.Headers ?? [])
        {
            if (line is null || line.Split(':', 2) is not [var name, var value] || !Add(message, name.Trim(), value.Trim()))
            {
                message.Dispose();
                message = null;
                return Problem("A header is not one. Write each as a line: end-user: jason.");
            }
        }

        return null;
    }

    private static bool Add(HttpRequestMessage message, string name, string value)
    {
        if (message.Headers.TryAddWithoutValidation(name, value))
            return true;
        message.Content ??= new ByteArrayContent([]);
        return message.Content.Headers.TryAddWithoutValidation(name, value);
    }

    private static ProblemHttpResult Problem(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest);
}
