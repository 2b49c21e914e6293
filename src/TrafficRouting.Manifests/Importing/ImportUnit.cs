namespace TrafficRouting.Manifests;

/// <summary>What comes of one text, together with all that are imported at the time; and what that has in common with other texts.</summary>
/// <param name="text">The text.</param>
/// <param name="isImported">Whether it is imported, and not only asked what it says.</param>
internal sealed class ImportUnit(ManifestText text, bool isImported)
{
    private const int Recent = 16;

    private static readonly List<UsedBackend> NoBackends = [];
    private static readonly List<(string Name, BackendClaim Claim)> NoClaims = [];

    private List<UsedBackend>? _backends;
    private List<(string Name, BackendClaim Claim)>? _claims;
    private ReadingNotes? _loose;

    /// <summary>Gets what comes of the text of a document in the import under way.</summary>
    public static ImportUnit Of(ManifestDocument document) => (ImportUnit)document.Unit!;

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
    public List<UsedBackend> Backends => _backends ?? NoBackends;

    /// <summary>Gets the names that it claims for backends.</summary>
    public List<(string Name, BackendClaim Claim)> Claims => _claims ?? NoClaims;

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
        var uses = 0;
        foreach (var step in Steps)
            uses += step.Backends?.Count ?? 0;
        // Few are looked through faster.
        var known = uses > Recent ? new HashSet<object>(uses) : null;
        // The steps that make backends come behind those that use them.
        for (var i = 0; i < Steps.Count; i++)
        {
            for (var use = 0; use < Steps[i].Backends?.Count; use++)
                Add(Steps[i].Backends![use], known, context);
        }

        HasServices = Steps.Exists(static s => s.Services is not null);
        HasFindings = text.Notes.Findings is not null || _loose?.Findings is not null || Steps.Exists(static s => s.Findings is not null);
        foreach (var document in text.Documents)
        {
            var (reader, kind) = KindOf(document);
            Skipped += reader < 0 ? 1 : 0;
            IsUnclear |= kind is { DescribesHosts: true } && document.HasErrors;
        }
    }

    private void Add(BackendUse use, HashSet<object>? known, ImportContext context)
    {
        var claims = _claims ??= new(2);
        if (!(known?.Add(use.Identity) ?? !claims.Exists(c => c.Claim.Identity.Equals(use.Identity))))
            return;
        var (made, maker) = context.Addresses.MadeFor(use);
        (_backends ??= new(2)).Add(new(use, use.Name, made));
        claims.Add((ConfigurationName.Of(use.Wanted), new(this, use.Identity)));
        if (!use.Name.Equals(claims[^1].Name, StringComparison.OrdinalIgnoreCase))
            claims.Add((use.Name, new(this, use.Identity)));
        if (maker is null)
            return;
        Steps.Add(maker);
        context.Touch(maker, this);
    }
}
