namespace TrafficRouting.Configuration;

/// <summary>The process-wide bounds of mirroring.</summary>
public sealed class MirroringOptions
{
    /// <summary>Gets or sets how many copies may wait, 1 to 1,000,000.</summary>
    /// <value>The default is 1024.</value>
    public int QueueCapacity { get; set; } = 1024;

    /// <summary>Gets or sets how many bytes of bodies may wait.</summary>
    /// <value>The default is 67,108,864 (64 MiB).</value>
    public long QueueBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Gets or sets the largest body that is copied, in bytes.</summary>
    /// <value>The default is 65,536.</value>
    public int MaxBodyBytes { get; set; } = 64 * 1024;

    /// <summary>Gets or sets how many copies are under way at once, 1 to 1,024.</summary>
    /// <value>The default is 16.</value>
    public int Concurrency { get; set; } = 16;

    /// <summary>Gets or sets the time a copy may take until its response headers arrive; above zero.</summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}
