using System.Diagnostics.CodeAnalysis;

namespace TrafficRouting.Manifests;

/// <summary>One document: what it is, what it is called, and its fields.</summary>
internal sealed class ManifestDocument
{
    private const string DefaultNamespace = "default";

    // Kubernetes takes no longer one.
    private const int MaxNameLength = 253;

    private readonly MapNode _root;
    private readonly ReadingNotes?[] _notes = new ReadingNotes?[3];
    // Maps with an unknown field; nearly always none.
    private HashSet<MapNode>? _faulty;

    /// <summary>Initializes a document.</summary>
    /// <param name="root">Its content.</param>
    /// <param name="problems">Where findings go.</param>
    /// <param name="isLive">Whether it comes from a cluster, which has accepted it.</param>
    public ManifestDocument(MapNode root, Problems problems, bool isLive = false)
    {
        Problems = problems;
        IsLive = isLive;
        _root = root;
        Open();
        var apiVersion = Root.Text("apiVersion") ?? string.Empty;
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        Group = slash < 0 ? string.Empty : apiVersion[..slash];
        Version = apiVersion[(slash + 1)..];
        Kind = Root.Text("kind") ?? string.Empty;
        Name = Metadata?.Text("name") ?? string.Empty;
        Namespace = Metadata?.Text("namespace") is { Length: > 0 } written ? written : DefaultNamespace;
        Labels = Metadata?.TextMap("labels") ?? new Dictionary<string, string>(StringComparer.Ordinal);
        Annotations = Metadata?.TextMap("annotations") ?? new Dictionary<string, string>(StringComparer.Ordinal);
    }

    /// <summary>Gets or sets where findings go.</summary>
    public Problems Problems { get; set; }

    /// <summary>Gets or sets what the import under way remembers of its text.</summary>
    public object? Unit { get; set; }

    /// <summary>Gets a value indicating whether something is wrong with it.</summary>
    public bool HasErrors => Array.Exists(_notes, n => n?.Findings?.HasErrors == true);

    /// <summary>Gets a value indicating whether it comes from a cluster, where an unknown field is one of a newer version and no mistake of the author's.</summary>
    public bool IsLive { get; }

    public Fields Root { get; private set; }

    /// <summary>Gets the group of the apiVersion; empty for the core group.</summary>
    public string Group { get; } = string.Empty;

    public string Version { get; } = string.Empty;

    /// <summary>Gets the kind; empty for a document of a format that has none.</summary>
    public string Kind { get; } = string.Empty;

    public string Name { get; } = string.Empty;

    public string Namespace { get; } = DefaultNamespace;

    public IReadOnlyDictionary<string, string> Labels { get; }

    public IReadOnlyDictionary<string, string> Annotations { get; }

    public Fields? Metadata { get; private set; }

    public Fields? Spec => Root.Map("spec");

    /// <summary>Gets when the cluster created it, which settles ties in some formats; empty for a document that was never in one.</summary>
    public string CreationTimestamp => Metadata?.Text("creationTimestamp") ?? string.Empty;

    public Position Position => Root.Position;

    /// <summary>Gets the notes of whoever read it in one of the phases of an import, the last time.</summary>
    public ref ReadingNotes? NotesOf(int phase) => ref _notes[phase];

    /// <summary>Begins to read it, or begins again: its fields forget what was said of them.</summary>
    [MemberNotNull(nameof(Root))]
    public void Open()
    {
        Root = new Fields(this, _root);
        Metadata = Root.Map("metadata");
    }

    /// <summary>Gets kind, namespace and name, as findings and messages call it.</summary>
    public string Title => (Kind, Name) switch
    {
        ("", "") => "document",
        (_, "") => Words.Short(Kind, MaxNameLength),
        _ => $"{Words.Short(Kind, MaxNameLength)} {Words.Short(Namespace, MaxNameLength)}/{Words.Short(Name, MaxNameLength)}",
    };

    /// <summary>Remembers a map with an unknown field, so that nothing is said of what it lacks.</summary>
    public void MarkFaulty(MapNode map) => (_faulty ??= new(ReferenceEqualityComparer.Instance)).Add(map);

    /// <summary>Tells whether a map has an unknown field.</summary>
    public bool IsFaulty(MapNode map) => _faulty is not null && _faulty.Contains(map);
}
