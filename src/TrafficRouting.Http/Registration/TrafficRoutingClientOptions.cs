namespace TrafficRouting.Http;

/// <summary>What routing changes of one client beside where its requests go.</summary>
public sealed class TrafficRoutingClientOptions
{
    /// <summary>
    /// Gets or sets a value indicating whether the primary handler keeps its cookie container. A container knows hosts, not ports and not backends:
    /// it sends one backend what another one set, after routing has decided, so that <c>Sticky</c> and conditions never see it.
    /// </summary>
    /// <value>The default is <see langword="false"/>: cookies are the caller's own, in the <c>Cookie</c> and <c>Set-Cookie</c> headers.</value>
    public bool UseCookies { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether redirects are followed through routing. Otherwise the primary handler follows them
    /// by itself, below routing, straight to the address they name.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool FollowRedirects { get; set; }
}
