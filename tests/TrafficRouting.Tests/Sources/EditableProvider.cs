using Microsoft.Extensions.Configuration;

namespace TrafficRouting.Tests.Sources;

/// <summary>A provider of .NET's kind that a test fills.</summary>
internal sealed class EditableProvider : ConfigurationProvider
{
    public void Replace(IEnumerable<KeyValuePair<string, string?>> pairs) => Data = new Dictionary<string, string?>(pairs, StringComparer.OrdinalIgnoreCase);
}
