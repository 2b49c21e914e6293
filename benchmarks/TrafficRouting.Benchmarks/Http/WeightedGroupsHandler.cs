using TrafficRouting.Benchmarks.Selection.Peers;

namespace TrafficRouting.Benchmarks.Http;

/// <summary>
/// Stands for the routing handler of Microsoft.Extensions.Http.Resilience: a strategy of weighted groups kept in the
/// request's options picks an address, and a UriBuilder puts it in the place of the URI's own. The pipeline around it is left out.
/// </summary>
internal sealed class WeightedGroupsHandler((Uri Address, int Weight)[] backends) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<object> Key = new("routing");

    private readonly WeightedGroups _groups = new([.. backends.Select(b => b.Weight)]);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Options.Set(Key, _groups);
        var original = request.RequestUri!;
        var address = backends[_groups.Pick()].Address;
        request.RequestUri = new UriBuilder(original) { Scheme = address.Scheme, Host = address.Host, Port = address.Port }.Uri;
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            request.RequestUri = original;
        }
    }
}
