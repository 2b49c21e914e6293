namespace Fakes.ServiceDiscovery.Http;

/// <summary>Stands for the handler of Microsoft.Extensions.ServiceDiscovery, which is recognised by its name.</summary>
internal sealed class ResolvingHttpDelegatingHandler : DelegatingHandler;
