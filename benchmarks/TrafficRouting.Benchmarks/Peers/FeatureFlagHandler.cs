using Microsoft.FeatureManagement;

namespace TrafficRouting.Benchmarks.Peers;

/// <summary>A canary behind a percentage flag of Microsoft.FeatureManagement.</summary>
internal sealed class FeatureFlagHandler(IVariantFeatureManager features, string stable, string canary) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var origin = await features.IsEnabledAsync("Canary", cancellationToken).ConfigureAwait(false) ? canary : stable;
        request.RequestUri = new Uri(string.Concat(origin, request.RequestUri!.PathAndQuery));
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
