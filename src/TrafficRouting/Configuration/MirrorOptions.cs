namespace TrafficRouting;

/// <summary>A copy of a route's requests sent to another backend, its responses discarded.</summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/mirroring.md">Mirroring in the documentation</seealso>
public sealed class MirrorOptions
{
    /// <summary>Gets or sets a value indicating whether the mirror takes part.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets the share of the route's requests that is copied, 0 to 100, in steps of 0.0001.</summary>
    /// <value>The default is 100.</value>
    public double Percentage { get; set; } = 100;

    /// <summary>Gets the methods that are copied; <c>*</c> for all.</summary>
    /// <value>The default, when empty, is GET, HEAD and OPTIONS.</value>
    public IList<string> Methods { get; } = [];

    /// <summary>Gets or sets the edits made to the copy's headers after the route's own.</summary>
    public HeaderEditOptions? RequestHeaders { get; set; }

    /// <summary>Gets the names of the backends whose requests are copied: those that go elsewhere are not.</summary>
    /// <value>The default, when empty, is every backend of the route.</value>
    public IList<string> Backends { get; } = [];

    /// <summary>
    /// Gets or sets a value indicating whether the copy also carries the edits of headers, path and host of the backend that the
    /// request itself goes to, as a proxy's copies do, which are made last.
    /// </summary>
    /// <value>The default is <see langword="false"/>: the copy carries the route's edits alone.</value>
    public bool ApplyBackendHeaders { get; set; }

    /// <summary>Gets or sets the text put behind the copy's host name, before the port.</summary>
    public string? HostSuffix { get; set; }

    /// <summary>Gets or sets a value indicating whether Authorization, Cookie and Proxy-Authorization are copied.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool ForwardCredentials { get; set; }

    /// <summary>Gets or sets what of the responses is compared; its presence turns comparison on.</summary>
    /// <value>The default is <see langword="null"/>: responses are discarded unread.</value>
    public MirrorCompareOptions? Compare { get; set; }

    internal static ObjectShape<MirrorOptions> Shape { get; } = new ObjectShape<MirrorOptions>("mirror", "A copy of a route's requests sent to another backend, its responses discarded.")
        .Value("Enabled", Scalars.Flag, o => o.Enabled, (o, v) => o.Enabled = (bool)v!, "A disabled mirror is checked but takes no part.")
        .Value("Percentage", Scalars.Percentage, o => o.Percentage, (o, v) => o.Percentage = (double)v!, "The share of the route's requests, in steps of 0.0001, drawn independently of the split.")
        .List("Methods", Scalars.Token, o => o.Methods, "The methods that are copied, `*` for all; GET, HEAD and OPTIONS when empty.")
        .Value("RequestHeaders", HeaderEditOptions.Shape, o => o.RequestHeaders, (o, v) => o.RequestHeaders = (HeaderEditOptions?)v, "Made after the route's.")
        .List("Backends", Scalars.Name, o => o.Backends, "Copies the requests that go to these backends alone; to every backend when empty.")
        .Value("ApplyBackendHeaders", Scalars.Flag, o => o.ApplyBackendHeaders, (o, v) => o.ApplyBackendHeaders = (bool)v!, "Adds the edits of headers, path and host of the backend that the request itself goes to.")
        .Value("HostSuffix", Scalars.Texts("text", "^[A-Za-z0-9._-]*$"), o => o.HostSuffix, (o, v) => o.HostSuffix = (string?)v, "Put behind the host name, before the port.")
        .Value("ForwardCredentials", Scalars.Flag, o => o.ForwardCredentials, (o, v) => o.ForwardCredentials = (bool)v!, "Copies Authorization, Cookie and Proxy-Authorization.")
        .Value("Compare", MirrorCompareOptions.Shape, o => o.Compare, (o, v) => o.Compare = (MirrorCompareOptions?)v, "Compares responses; what of them.")
        .Hint("Weight", "A mirror takes a share of its own: write 'Percentage'.");
}
