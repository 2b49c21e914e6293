namespace SandboxSample;

/// <summary>Somebody who calls the shop.</summary>
/// <param name="Name">Who.</param>
/// <param name="Baggage">What her requests carry, or null.</param>
/// <param name="Path">The instances that they are expected to go through.</param>
internal sealed record Caller(string Name, string? Baggage, string Path)
{
    /// <summary>Calls many times, and gives what was answered.</summary>
    public async Task<string[]> CallAsync(string address, int calls)
    {
        using var client = new HttpClient { BaseAddress = new(address) };
        return await Task.WhenAll(Enumerable.Range(0, calls).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            if (Baggage is not null)
                request.Headers.Add("baggage", Baggage);
            using var response = await client.SendAsync(request);
            return await response.Content.ReadAsStringAsync();
        }));
    }
}
