namespace TrafficRouting.Manifests;

/// <summary>Texts that are accepted together or not at all: the files of one path, or an object of a cluster.</summary>
internal sealed class DocumentGroup
{
    /// <summary>Gets or sets the texts as they are now; empty when there are none any more.</summary>
    public IReadOnlyList<ManifestText> Latest { get; set; } = [];

    /// <summary>Gets the texts as they were when nothing was wrong with them.</summary>
    public IReadOnlyList<ManifestText> Good { get; private set; } = [];

    /// <summary>Gets or sets a value indicating whether the texts are those of another object than the good ones, which is gone.</summary>
    public bool IsAnother { get; set; }

    public bool IsChanged => !ReferenceEquals(Latest, Good);

    /// <summary>Gets a value indicating whether nothing is left of it.</summary>
    public bool IsGone => Latest.Count == 0 && Good.Count == 0;

    public void Accept() => (Good, IsAnother) = (Latest, false);

    /// <summary>Tells whether a file is one of its own.</summary>
    public bool Has(string file) => Latest.Any(t => t.Name == file);
}
