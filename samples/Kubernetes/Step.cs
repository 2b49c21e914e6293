using Manifests;

namespace Kubernetes;

/// <summary>A command, and what all clients do after it.</summary>
/// <param name="Kubectl">The arguments of kubectl, as one types them.</param>
/// <param name="Input">What stands in the file that the last one names; null where it names none.</param>
/// <param name="Host">A host that the command is about.</param>
/// <param name="Routes">Where requests to it go then.</param>
/// <param name="Observe">What else is to be seen in real requests.</param>
internal sealed record Step(string Kubectl, string? Input, string Host, string Routes, Func<Clients, Task<IReadOnlyList<Check>>> Observe);
