namespace TrafficClient;

/// <summary>Calls http://reviews. Which version of it answers is decided by the routes in appsettings.json.</summary>
public sealed class ReviewsClient(HttpClient http)
{
    /// <summary>Gets a product's review.</summary>
    /// <param name="product">The product.</param>
    /// <param name="user">Who asks; the route of the testers looks at this. Take it from what was authenticated.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Review?> GetAsync(int product, string? user, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/reviews/{product}");
        if (user is not null)
            request.Headers.TryAddWithoutValidation("end-user", user);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<Review>(cancellationToken);
    }
}
