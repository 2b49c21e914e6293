namespace TrafficRouting.Manifests;

/// <summary>The backend of a destination.</summary>
/// <param name="Options">The backend.</param>
/// <param name="Unresolved">Why it has no address, or null.</param>
internal sealed record MadeBackend(BackendOptions Options, Unresolved? Unresolved = null);
