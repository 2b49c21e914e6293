namespace TrafficRouting.TestKit.Kubernetes;

/// <summary>A request that an API server was sent.</summary>
/// <param name="Verb">What it wants, as a Role says it: get, list, watch, create, update, patch, delete; discover for the rest.</param>
/// <param name="Plural">The kind's name in paths; empty for discovery.</param>
/// <param name="Namespace">The namespace; empty for all.</param>
/// <param name="Target">The path and query.</param>
/// <param name="Authorization">The credentials.</param>
public sealed record ApiRequest(string Verb, string Plural, string Namespace, string Target, string? Authorization);
