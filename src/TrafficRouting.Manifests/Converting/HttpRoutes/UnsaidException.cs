namespace TrafficRouting.Manifests;

/// <summary>Something that the other form has no words for; the message says what.</summary>
internal sealed class UnsaidException(string message) : Exception(message);
