#pragma warning disable IDE0130 // Known to the inspection by this name alone.
namespace Microsoft.AspNetCore.HeaderPropagation;

/// <summary>Stands for the handler of ASP.NET Core's header propagation.</summary>
internal sealed class HeaderPropagationMessageHandler : DelegatingHandler;
