namespace TrafficRouting.TestKit.Kubernetes;

/// <summary>A change of an object.</summary>
/// <param name="Version">The version of the store after it.</param>
/// <param name="Before">The object before; null when it was created.</param>
/// <param name="After">The object after; null when it was deleted.</param>
internal sealed record StoredEvent(long Version, StoredObject? Before, StoredObject? After)
{
    public StoredObject Any => (After ?? Before)!;
}
