namespace TrafficRouting;

/// <summary>The bounds of mirroring.</summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/mirroring.md#sizing-the-queue">Mirroring in the documentation</seealso>
public sealed class MirroringOptions
{
    /// <summary>Gets or sets how many copies may wait for each mirror backend, 1 to 1,000,000.</summary>
    /// <value>The default is 1024.</value>
    public int QueueCapacity { get; set; } = 1024;

    /// <summary>Gets or sets how many bytes of captured requests the process may hold for mirrors, under way included: rented arrays of bodies, headers and URIs; 0 or more.</summary>
    /// <value>The default is 67,108,864 (64 MiB).</value>
    public long QueueBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Gets or sets the largest body that is copied, in bytes, 0 or more. Requests with a larger one are not mirrored.</summary>
    /// <value>The default is 65,536.</value>
    public int MaxBodyBytes { get; set; } = 64 * 1024;

    /// <summary>Gets or sets how many copies are under way at once to each mirror backend, 1 to 1,024.</summary>
    /// <value>The default is 16.</value>
    public int Concurrency { get; set; } = 16;

    /// <summary>Gets or sets the time a copy may take until its response headers arrive; above zero.</summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets when copies are handed over for sending.</summary>
    /// <value>The default is <see cref="MirrorDispatch.AfterPrimary"/>.</value>
    public MirrorDispatch Dispatch { get; set; }

    /// <summary>Gets or sets the name of a header that marks copies with the value <c>1</c>, so that a backend can tell them apart.</summary>
    /// <value>The default is <see langword="null"/>: copies are not marked.</value>
    public string? MarkerHeader { get; set; }

    /// <summary>Gets or sets how many copies in a row must fail or time out before a mirror backend is left alone for a while, 0 to 1,000; 0 never leaves it alone.</summary>
    /// <value>The default is 5.</value>
    public int BreakAfter { get; set; } = 5;

    /// <summary>
    /// Gets or sets how long such a backend is left alone before one copy is tried again; above zero.
    /// Doubles with each failed trial, up to a minute or this time itself when that is longer.
    /// </summary>
    /// <value>The default is 5 seconds.</value>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how long waiting copies may still be sent when the process shuts down, zero or more; what is left then is cancelled.</summary>
    /// <value>The default is 5 seconds.</value>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(5);

    internal static ObjectShape<MirroringOptions> Shape { get; } = new ObjectShape<MirroringOptions>("mirroring", "The bounds of mirroring in this process.")
        .Value("QueueCapacity", Scalars.Integer(1, 1_000_000), o => o.QueueCapacity, (o, v) => o.QueueCapacity = (int)v!, "Copies that may wait for each mirror backend.")
        .Value("QueueBytes", Scalars.Long(0), o => o.QueueBytes, (o, v) => o.QueueBytes = (long)v!, "Bytes of captured requests that the process may hold for mirrors: rented arrays of bodies, headers, URIs.")
        .Value("MaxBodyBytes", Scalars.Integer(0), o => o.MaxBodyBytes, (o, v) => o.MaxBodyBytes = (int)v!, "The largest body that is copied, in bytes.")
        .Value("Concurrency", Scalars.Integer(1, 1024), o => o.Concurrency, (o, v) => o.Concurrency = (int)v!, "Copies under way at once to each mirror backend.")
        .Value("Timeout", Scalars.Wait, o => o.Timeout, (o, v) => o.Timeout = (TimeSpan)v!, "Until a copy's response headers arrive.")
        .Value("Dispatch", Scalars.Choice(typeof(MirrorDispatch)), o => o.Dispatch, (o, v) => o.Dispatch = (MirrorDispatch)v!, "When copies are handed over for sending: when the primary's response headers have arrived or it has failed, or before it is sent.")
        .Value("MarkerHeader", Scalars.Token, o => o.MarkerHeader, (o, v) => o.MarkerHeader = (string?)v, "Marks copies with the value `1`.")
        .Value("BreakAfter", Scalars.Integer(0, 1000), o => o.BreakAfter, (o, v) => o.BreakAfter = (int)v!, "Failures in a row until a mirror backend is left alone; 0 never.")
        .Value("BreakDuration", Scalars.Wait, o => o.BreakDuration, (o, v) => o.BreakDuration = (TimeSpan)v!, "How long it is left alone at first; doubles up to a minute.")
        .Value("DrainTimeout", Scalars.Time(new(0, Scalars.MaxWait)), o => o.DrainTimeout, (o, v) => o.DrainTimeout = (TimeSpan)v!, "How long waiting copies may be sent at shutdown.");
}
