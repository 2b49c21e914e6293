using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace TrafficRouting.TestKit.Kubernetes;

/// <summary>Answers as an API server words them.</summary>
internal static class Answers
{
    // As a real server does by default; watches are never compressed.
    private const int MinCompressed = 128 * 1024;

    public static async Task JsonAsync(HttpContext context, ReadOnlyMemory<byte> json, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        if (json.Length > MinCompressed && context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal))
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var compressed = new GZipStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true);
            await compressed.WriteAsync(json, context.RequestAborted);
            return;
        }

        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }

    public static Task JsonAsync(HttpContext context, JsonNode json, int status = StatusCodes.Status200OK) =>
        JsonAsync(context, System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()), status);

    public static Task StatusAsync(HttpContext context, int code, string reason, string message, int? retryAfter = null)
    {
        if (retryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return JsonAsync(context, Status(code, reason, message), code);
    }

    public static JsonObject Status(int code, string reason, string message) => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = "Failure",
        ["message"] = message,
        ["reason"] = reason,
        ["code"] = code,
    };
}
