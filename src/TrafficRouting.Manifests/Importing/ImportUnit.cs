namespace TrafficRouting.Manifests;

/// <summary>What comes of one text, together with all that are imported at the time; and what that has in common with other texts.</summary>
/// <param name="text">The text.</param>
/// <param name="isImported">Whether it is imported, and not only asked what it says.</param>
internal sealed class ImportUnit(ManifestText text, bool isImported)
{
    private const int Recent = 16;

    private static readonly List<UsedBackend> None = [];

    private List<UsedBackend>? _backends;
    private ReadingNotes? _loose;

    public ManifestText Text => text;

    public bool IsImported => isImported;

    /// <summary>Gets or sets the place of the text among the others.</summary>
    public int Index { get; set; }

    /// <summary>Gets the steps, in their order.</summary>
    public List<ImportStep> Steps { get; } = new(4);

    /// <summary>Gets the notes for what belongs to no step.</summary>
    public ReadingNotes Loose => _loose ??= new();

    /// <summary>Gets what others may ask for.</summary>
    public List<TopicNode> Says { get; } = new(1);

    /// <summary>Gets what it asks for; what it asks before hosts are known comes first.</summary>
    public List<TopicNode> Asks { get; } = [];

    /// <summary>Gets how much of what it asks for it asks before hosts are known.</summary>
    public int EarlyAsks { get; private set; }

    /// <summary>Gets the backends it uses, each once.</summary>
    public List<UsedBackend> Backends => _backends ?? None;

    /// <summary>Gets the names that it claims for backends.</summary>
    public List<(string Name, BackendClaim Claim)> Claims { get; } = new(1);

    /// <summary>Gets a value indicating whether it makes services.</summary>
    public bool HasServices { get; private set; }

    /// <summary>Gets a value indicating whether there is anything to be said about it.</summary>
    public bool HasFindings { get; private set; }

    /// <summary>Gets a value indicating whether what it says about hosts could not be read.</summary>
    public bool IsUnclear { get; private set; }

    /// <summary>Gets how many of its documents do not concern routing.</summary>
    public int Skipped { get; private set; }

    /// <summary>Gets its notes, in their order.</summary>
    public IEnumerable<ReadingNotes> Notes
    {
        get
        {
            yield return text.Notes;
            foreach (var step in Steps)
                yield return step;
            if (_loose is not null)
                yield return _loose;
        }
    }

    public void Say(TopicNode node) => Says.Add(node);

    public void Ask(TopicNode node, bool isEarly)
    {
        // What is asked for twice is mostly asked for soon after.
        if (Asks.LastIndexOf(node, Asks.Count - 1, Math.Min(Recent, Asks.Count)) >= 0)
            return;
        Asks.Add(node);
        if (isEarly)
            EarlyAsks = Asks.Count;
    }

    /// <summary>Gets the format and kind of a document; no format for one that does not concern routing.</summary>
    public static (int Reader, KnownKind? Kind) KindOf(ManifestDocument document) => ((int, KnownKind?))((ImportStep)document.NotesOf(0)!).Result!;

    /// <summary>Puts together what its steps brought about.</summary>
    public void Complete(ImportContext context)
    {
        var uses = Steps.Sum(s => s.Backends?.Count ?? 0);
        if (uses > 0)
            Complete(context, uses);
        HasServices = Steps.Exists(s => s.Services is not null);
        HasFindings = Notes.Any(n => n.Findings is not null);
        foreach (var document in text.Documents)
        {
            var (reader, kind) = KindOf(document);
            Skipped += reader < 0 ? 1 : 0;
            IsUnclear |= kind is { DescribesHosts: true } && document.HasErrors;
        }
    }

    private void Complete(ImportContext context, int uses)
    {
        var known = new HashSet<object>();
        _backends = new(Math.Min(uses, 4));
        // The steps that make backends come behind those that use them.
        for (var i = 0; i < Steps.Count; i++)
        {
            foreach (var use in Steps[i].Backends ?? [])
            {
                if (!known.Add(use.Identity))
                    continue;
                var (made, maker) = context.Addresses.MadeFor(use);
                _backends.Add(new(use, use.Name, made));
                Claims.Add((ConfigurationName.Of(use.Wanted), new(this, use.Identity)));
                if (!use.Name.Equals(Claims[^1].Name, StringComparison.OrdinalIgnoreCase))
                    Claims.Add((use.Name, new(this, use.Identity)));
                if (maker is null)
                    continue;
                Steps.Add(maker);
                context.Touch(maker, this);
            }
        }
    }
}
