namespace TrafficRouting;

/// <summary>The bounds of mirroring.</summary>
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
}
