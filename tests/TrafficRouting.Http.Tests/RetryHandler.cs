namespace TrafficRouting.Http.Tests;

/// <summary>Sends the same message again, as resilience handlers outside of routing do.</summary>
internal sealed class RetryHandler(int attempts) : DelegatingHandler
{
    public Action<HttpRequestMessage>? BetweenAttempts { get; init; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt < attempts; attempt++)
        {
            try
            {
                (await base.SendAsync(request, cancellationToken)).Dispose();
            }
            catch (HttpRequestException)
            {
                // The next attempt is the answer to that.
            }

            BetweenAttempts?.Invoke(request);
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
