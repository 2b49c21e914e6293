namespace TrafficRouting.Kubernetes;

/// <summary>Takes what reflectors see. Safe for concurrent use.</summary>
internal interface IObjectSink
{
    /// <summary>Takes changes that belong together.</summary>
    void Take(IReadOnlyList<ObjectChange> changes);

    /// <summary>Hears that something is to be said about a reflector, or no longer.</summary>
    void Told();
}
