namespace TrafficRouting.Manifests;

/// <summary>Documents that are given as they are.</summary>
internal sealed class TextInput(string name, byte[] content) : IManifestInput
{
    public string Name => name;

    public IReadOnlyList<ManifestText> Find() => [new(name, string.Empty, () => new MemoryStream(content, writable: false))];
}
