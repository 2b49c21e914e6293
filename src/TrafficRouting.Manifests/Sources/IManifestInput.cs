namespace TrafficRouting.Manifests;

/// <summary>Where the text of documents comes from.</summary>
internal interface IManifestInput
{
    /// <summary>Gets what it is called in messages.</summary>
    string Name { get; }

    /// <summary>Finds the texts there are now.</summary>
    IReadOnlyList<ManifestText> Find();
}
