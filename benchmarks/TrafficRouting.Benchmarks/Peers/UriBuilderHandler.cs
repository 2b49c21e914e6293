namespace TrafficRouting.Benchmarks.Peers;

/// <summary>The handler that teams write by hand at first: a draw of Random.Shared, a linear walk over weights, a UriBuilder.</summary>
internal sealed class UriBuilderHandler(params (Uri Address, int Weight)[] backends) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var draw = Random.Shared.Next(backends.Sum(b => b.Weight));
        var index = 0;
        while (draw >= backends[index].Weight)
            draw -= backends[index++].Weight;

        var address = backends[index].Address;
        request.RequestUri = new UriBuilder(request.RequestUri!) { Scheme = address.Scheme, Host = address.Host, Port = address.Port }.Uri;
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
