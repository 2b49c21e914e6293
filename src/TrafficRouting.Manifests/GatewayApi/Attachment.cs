namespace TrafficRouting.Manifests;

/// <summary>A host that a route gives rules for.</summary>
/// <param name="Host">A full host name, <c>*.suffix</c> or <c>*</c>.</param>
/// <param name="Port">The port its requests go to, or null for any.</param>
/// <param name="IsMesh">Whether the parent is a Service, whose routes hostnames do not concern.</param>
/// <param name="IsConsumer">Whether the route stands in another namespace than that Service, and concerns its own namespace's requests alone.</param>
internal sealed record Attachment(string Host, int? Port, bool IsMesh = false, bool IsConsumer = false);
