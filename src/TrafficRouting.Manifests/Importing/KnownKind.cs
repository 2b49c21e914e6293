namespace TrafficRouting.Manifests;

/// <summary>A kind of document that a format reads, in the versions it reads.</summary>
/// <param name="Group">The group of its apiVersion; empty for the core group.</param>
/// <param name="Fields">Its fields; the table is named after the kind.</param>
/// <param name="Versions">The versions of the group.</param>
internal sealed record KnownKind(string Group, FieldTable Fields, params string[] Versions)
{
    /// <summary>Gets a value indicating whether it says where hosts are, so that what it lacks is missing elsewhere.</summary>
    public bool DescribesHosts { get; init; }

    /// <summary>Gets a value indicating whether it says where requests go, so that one of it that gives no route is without effect.</summary>
    public bool SaysWhere { get; init; }

    /// <summary>Tells whether a document is of the kind, in whichever version.</summary>
    public bool Is(ManifestDocument document) => document.Group == Group && document.Kind == Fields.Name;
}
