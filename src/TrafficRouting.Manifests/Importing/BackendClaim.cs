namespace TrafficRouting.Manifests;

/// <summary>A name that a text gives a backend, or would if the name were free.</summary>
/// <param name="Unit">What comes of the text.</param>
/// <param name="Identity">What all uses of the backend have in common.</param>
internal sealed record BackendClaim(ImportUnit Unit, object Identity);
