using Microsoft.Extensions.Hosting;

namespace TrafficPage;

/// <summary>Customers: a steady load on all services.</summary>
internal sealed class ShopLoad(IHttpClientFactory factory) : BackgroundService
{
    public static IReadOnlyList<string> Clients { get; } = ["storefront", "checkout", "mobile"];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        CallAsync("storefront", 28, "http://catalog/items/1", stoppingToken),
        CallAsync("storefront", 14, "http://catalog/search?q=book", stoppingToken),
        CallAsync("storefront", 30, "http://reviews/1", stoppingToken),
        CallAsync("mobile", 16, "http://catalog/search?q=pen", stoppingToken),
        CallAsync("mobile", 12, "http://reviews/2", stoppingToken),
        CallAsync("mobile", 1, "http://payments/v1/pay", stoppingToken),
        CallAsync("mobile", 2, "http://reviews/3", stoppingToken, "jason"),
        CallAsync("mobile", 1, "http://revews/1", stoppingToken),
        CallAsync("checkout", 10, "http://cart/1", stoppingToken),
        CallAsync("checkout", 8, "http://payments/cards", stoppingToken));

    private async Task CallAsync(string client, int perSecond, string url, CancellationToken cancellationToken, string? user = null)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        while (await timer.WaitForNextTickAsync(cancellationToken))
            _ = SendAsync(client, url, user, cancellationToken);
    }

    private async Task SendAsync(string client, string url, string? user, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            if (user is not null)
                request.Headers.Add("end-user", user);
            using var http = factory.CreateClient(client);
            using var response = await http.SendAsync(request, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            // The page shows it.
        }
    }
}
