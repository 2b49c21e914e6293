#pragma warning disable IDE0130 // Known to mirroring by this name alone.
namespace Microsoft.Extensions.Http.Resilience;

/// <summary>Stands for the resilience package's handler.</summary>
internal sealed class ResilienceHandler : DelegatingHandler;
