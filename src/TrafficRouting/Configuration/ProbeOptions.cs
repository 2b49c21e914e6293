namespace TrafficRouting;

/// <summary>Asks a backend, or each of its endpoints, from time to time whether it is there, beside the requests that are sent anyway.</summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/failover.md">Failover in the documentation</seealso>
public sealed class ProbeOptions
{
    /// <summary>Gets or sets the path that is asked for, beneath the address.</summary>
    /// <value>The default is <c>/</c>.</value>
    public string Path { get; set; } = "/";

    /// <summary>Gets or sets the time from one probe to the next; above zero.</summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets the time in which the answer's headers must arrive; above zero.</summary>
    /// <value>The default is 2 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets the statuses of a healthy answer, such as <c>204</c>, <c>2xx</c> or <c>200-399</c>; 200 to 299 when empty.</summary>
    public IList<string> Statuses { get; } = [];

    internal static ObjectShape<ProbeOptions> Shape { get; } = new ObjectShape<ProbeOptions>("probe", "A GET, without credentials, that asks the backend, or each of its endpoints, whether it is there. Probes that fail in a row eject as requests do; what is ejected comes back only once its last probe was answered.")
        .Value("Path", Scalars.Path, o => o.Path, (o, v) => o.Path = (string)v!, "Asked for beneath the address.")
        .Value("Interval", Scalars.Wait, o => o.Interval, (o, v) => o.Interval = (TimeSpan)v!, "From one probe to the next.")
        .Value("Timeout", Scalars.Wait, o => o.Timeout, (o, v) => o.Timeout = (TimeSpan)v!, "Until the headers of the answer arrive.")
        .List("Statuses", Scalars.Texts("status, class or range", FailureStatuses.Pattern), o => o.Statuses, "The statuses of a healthy answer, such as `204`, `2xx` or `200-399`; 200 to 299 when empty.");
}
