namespace Observability;

/// <summary>Customers: fifty calls a second.</summary>
internal sealed class Customers(IHttpClientFactory factory) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var client = factory.CreateClient("reviews");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var id = 0; await timer.WaitForNextTickAsync(stoppingToken); id++)
        {
            try
            {
                using var response = await client.GetAsync($"/reviews/{id}", stoppingToken);
            }
            catch (HttpRequestException)
            {
                // Counted as an outcome of the backend. The server may not listen yet.
            }
        }
    }
}
