using System.Net.Http.Json;

namespace UnitTesting;

/// <summary>Asks the reviews service, tries a second time when that fails, and does without an answer when both do.</summary>
public sealed class ReviewsClient(HttpClient http)
{
    public async Task<int?> GetStarsAsync(int product, string? endUser = null, CancellationToken cancellationToken = default) =>
        await TryGetAsync(product, endUser, cancellationToken) ?? await TryGetAsync(product, endUser, cancellationToken);

    public async Task RateAsync(int product, int stars, CancellationToken cancellationToken = default)
    {
        using var response = await http.PostAsJsonAsync($"/reviews/{product}", new Review(stars), cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private async Task<int?> TryGetAsync(int product, string? endUser, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/reviews/{product}");
        if (endUser is not null)
            request.Headers.Add("end-user", endUser);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode ? (await response.Content.ReadFromJsonAsync<Review>(cancellationToken))?.Stars : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (TaskCanceledException e) when (e.InnerException is TimeoutException)
        {
            return null;
        }
    }
}
