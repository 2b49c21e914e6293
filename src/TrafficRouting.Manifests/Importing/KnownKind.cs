namespace TrafficRouting.Manifests;

/// <summary>A kind of document that a format reads, in the versions it reads.</summary>
internal sealed record KnownKind(string Group, string Kind, params string[] Versions)
{
    /// <summary>Tells whether a document is of the kind, in whichever version.</summary>
    public bool Is(ManifestDocument document) => document.Group == Group && document.Kind == Kind;
}
