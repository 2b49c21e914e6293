namespace TrafficRouting.Manifests;

/// <summary>Documents that are given as they are.</summary>
internal sealed class TextInput(ManifestText text) : ManifestInput
{
    private readonly ManifestText[] _texts = [text];

    public override string Name => text.Name;

    public override IReadOnlyList<ManifestText> Look() => _texts;
}
