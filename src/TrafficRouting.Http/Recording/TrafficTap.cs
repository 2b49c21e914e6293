namespace TrafficRouting.Http;

/// <summary>Where a table's traffic can be looked at. While nobody does, it costs the read of one field and nothing is measured.</summary>
internal sealed class TrafficTap
{
    private volatile ITrafficRecorder? _recorder;

    /// <summary>Gets or sets who takes note, or null.</summary>
    public ITrafficRecorder? Recorder
    {
        get => _recorder;
        set => _recorder = value;
    }
}
