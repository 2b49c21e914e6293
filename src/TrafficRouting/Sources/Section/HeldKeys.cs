using Microsoft.Extensions.Configuration;

namespace TrafficRouting;

/// <summary>What a provider holds below a section at one moment.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Keys">Its keys.</param>
internal sealed record HeldKeys(IConfigurationProvider Provider, ProviderKeys Keys);
