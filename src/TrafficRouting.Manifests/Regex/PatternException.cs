namespace TrafficRouting.Manifests;

/// <summary>A pattern is not valid in its notation, or asks for what cannot be matched in linear time.</summary>
internal sealed class PatternException(string message) : Exception(message);
