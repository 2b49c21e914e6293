namespace TrafficRouting.Manifests;

/// <summary>A Service that a route refers to.</summary>
/// <param name="Destination">The Service.</param>
/// <param name="IsGranted">Whether its namespace lets the route's refer to it.</param>
internal sealed record BackendTarget(Destination Destination, bool IsGranted = true)
{
    /// <summary>Tells whether requests may go there: those of a mesh need nobody's leave.</summary>
    public bool Takes(bool isMesh) => isMesh || IsGranted;
}
