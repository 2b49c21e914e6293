using Microsoft.AspNetCore.Builder;

namespace TrafficRouting.AspNetCore.Tests.Docs;

/// <summary>The code that the page about context shows.</summary>
internal static class ContextSnippets
{
    public static void Trust(WebApplication app) =>
        app.UseTrafficContext(o => o.Trusted = ["sandbox"]);

    public static void Verify(WebApplication app, byte[] newKey, byte[] oldKey) =>
        app.UseTrafficContext(o =>
        {
            o.Trusted = ["sandbox"];
            o.Keys = [newKey, oldKey];
        });

    public static void Sign(HttpRequestMessage request, byte[] newKey)
    {
        var signed = new TrafficContextSigner([newKey]).Sign("sandbox", "alice", TimeSpan.FromHours(8));
        request.Headers.Add("baggage", $"sandbox={signed}");
    }

    public static void Tell(WebApplication app) =>
        app.UseTrafficContext(o =>
        {
            o.Trusted = ["sandbox"];
            o.Taken = items => OpenTelemetry.Baggage.Current = OpenTelemetry.Baggage.Create(items.ToDictionary());
        });
}
