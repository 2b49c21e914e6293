namespace TrafficRouting.Manifests;

/// <summary>
/// The fields of one type of a format's specification, all of them. It alone decides what is known; the tables of the documentation
/// are made of it. Immutable.
/// </summary>
internal sealed class FieldTable
{
    private readonly Dictionary<string, Field> _byName;

    /// <summary>Initializes a table.</summary>
    /// <param name="name">What the specification calls the type.</param>
    /// <param name="fields">Its fields.</param>
    public FieldTable(string name, params Field[] fields)
    {
        Name = name;
        Fields = fields;
        _byName = fields.ToDictionary(f => f.Name, StringComparer.Ordinal);
    }

    public string Name { get; }

    public IReadOnlyList<Field> Fields { get; }

    /// <summary>Gets a value indicating whether other fields are tolerated: those that concern the cluster alone.</summary>
    public bool IsOpen { get; private init; }

    /// <summary>Makes a table that names only some of a type's fields.</summary>
    public static FieldTable Open(string name, params Field[] fields) => new(name, fields) { IsOpen = true };

    /// <summary>Makes the table of a kind, whose documents all have the fields of Kubernetes' objects.</summary>
    public static FieldTable OfKind(string kind, params Field[] own) => new(
        kind,
        [
            Field.Read("apiVersion"),
            Field.Read("kind"),
            Field.Read("metadata", "`name`, `namespace`, `labels`, `annotations`, `creationTimestamp`; the rest belongs to the cluster."),
            .. own,
            Field.Ignored("status", "belongs to the cluster"),
        ]);

    public Field? Find(string name) => _byName.GetValueOrDefault(name);
}
