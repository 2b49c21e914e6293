using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace TrafficPage;

/// <summary>Looks at the page's numbers for a while.</summary>
internal static class ShopCheck
{
    private static readonly string[] Services = ["cart", "catalog", "payments", "reviews"];

    public static async Task<bool> RunAsync(Uri page, TimeSpan time)
    {
        using var http = new HttpClient();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        string[] seen = [];
        for (var second = 0; second < time.TotalSeconds && await timer.WaitForNextTickAsync(); second++)
        {
            var traffic = await http.GetFromJsonAsync<JsonNode>($"{page}/api/traffic");
            seen = [.. traffic!["backends"]!.AsArray().Select(b => b!["service"]!.GetValue<string>()).Distinct().Order(StringComparer.Ordinal)];
            Console.WriteLine($"{traffic["rate"]} calls per second to {string.Join(", ", seen)}");
        }

        return seen.SequenceEqual(Services, StringComparer.Ordinal);
    }
}
