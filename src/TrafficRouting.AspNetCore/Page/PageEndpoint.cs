using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace TrafficRouting.AspNetCore;

/// <summary>Serves the page: one document with its style and script, which asks for nothing but the API beside it.</summary>
internal static class PageEndpoint
{
    private static readonly string[] Scripts = ["core.js", "model.js", "graph.js", "routes.js", "rollouts.js", "loads.js", "explain.js", "main.js"];
    private static readonly string Html = Read("traffic.html")
        .Replace("/*style*/", Read("traffic.css"), StringComparison.Ordinal)
        .Replace("/*script*/", string.Concat(Scripts.Select(Read)), StringComparison.Ordinal);

    public static async Task<IResult> ShowAsync(CommandGate gate, HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        var commands = await gate.AllowsAsync(context).ConfigureAwait(false);
        return TypedResults.Content(
            Html.Replace("$nonce$", nonce, StringComparison.Ordinal).Replace("$commands$", commands ? "true" : "false", StringComparison.Ordinal),
            "text/html; charset=utf-8");
    }

    /// <summary>Reads a file that the assembly holds.</summary>
    public static string Read(string name)
    {
        using var reader = new StreamReader(typeof(PageEndpoint).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
