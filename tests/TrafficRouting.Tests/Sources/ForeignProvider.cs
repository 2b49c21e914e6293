using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace TrafficRouting.Tests.Sources;

/// <summary>A provider that is none of .NET's.</summary>
internal sealed class ForeignProvider(IConfigurationProvider inner) : IConfigurationProvider
{
    public IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) => inner.GetChildKeys(earlierKeys, parentPath);

    public IChangeToken GetReloadToken() => inner.GetReloadToken();

    public void Load() => inner.Load();

    public void Set(string key, string? value) => inner.Set(key, value);

    public bool TryGet(string key, out string? value) => inner.TryGet(key, out value);
}
