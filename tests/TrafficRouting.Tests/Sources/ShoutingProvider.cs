using Microsoft.Extensions.Configuration;

namespace TrafficRouting.Tests.Sources;

/// <summary>A provider of .NET's kind that answers otherwise than from its data, as one that decrypts does.</summary>
internal sealed class ShoutingProvider : ConfigurationProvider
{
    public ShoutingProvider(IEnumerable<KeyValuePair<string, string?>> pairs) => Data = new Dictionary<string, string?>(pairs, StringComparer.OrdinalIgnoreCase);

    public override bool TryGet(string key, out string? value)
    {
        var isThere = base.TryGet(key, out value);
        value = value?.ToUpperInvariant();
        return isThere;
    }
}
