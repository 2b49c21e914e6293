namespace TrafficRouting.Manifests;

/// <summary>
/// What the formats' importers share: the application's identity, the books that are filled, and the steps of which an import
/// consists. A step may use its document or inputs, <see cref="Options"/>, and what it asks the books for through the context.
/// </summary>
internal sealed class ImportContext
{
    private readonly StepMemory _memory;
    private readonly TopicIndex _topics;
    private readonly Dictionary<Type, object> _books = [];
    private readonly int _import;
    private int _phase;

    /// <summary>Initializes the context of one import.</summary>
    /// <param name="options">The application's identity.</param>
    /// <param name="problems">The place where the documents' findings go.</param>
    /// <param name="memory">The steps of earlier imports.</param>
    /// <param name="topics">What texts have in common.</param>
    /// <param name="import">The number of this import.</param>
    public ImportContext(TrafficManifestOptions options, Problems problems, StepMemory memory, TopicIndex topics, int import)
    {
        Options = options;
        Problems = problems;
        _memory = memory;
        _topics = topics;
        _import = import;
        Names = new ClusterNames(options.ClusterDomain, this);
        Addresses = new AddressBook(this);
        Services = new ServiceBook(this);
        problems.Begin(Step);
    }

    public TrafficManifestOptions Options { get; }

    public Problems Problems { get; }

    /// <summary>Gets the rules of cluster host names.</summary>
    public ClusterNames Names { get; }

    /// <summary>Gets what is known about hosts, and the backends.</summary>
    public AddressBook Addresses { get; }

    /// <summary>Gets what takes down the services.</summary>
    public ServiceBook Services { get; }

    /// <summary>Gets or sets the place of the format at work among the others.</summary>
    public int Format { get; set; }

    /// <summary>Gets the step that is under way; the one it begins with is for what belongs to no other.</summary>
    public ImportStep Step { get; private set; } = new();

    private bool IsEarly => _phase < 2;

    /// <summary>Gets a book of a format, empty at the beginning of each import.</summary>
    public TBook Book<TBook>()
        where TBook : class, new()
    {
        if (!_books.TryGetValue(typeof(TBook), out var book))
            _books[typeof(TBook)] = book = new TBook();
        return (TBook)book;
    }

    /// <summary>Looks something up for the step under way, which is done again once the answer is another.</summary>
    /// <param name="topic">What it is about: who says something of that is at hand.</param>
    /// <param name="key">What is looked up.</param>
    /// <param name="find">Finds it; takes all it needs from its arguments.</param>
    /// <param name="comparer">Tells whether an answer is another one; by default its equality.</param>
    /// <returns>The answer.</returns>
    public TValue Ask<TKey, TValue>(Topic topic, TKey key, Func<ImportContext, TKey, TValue> find, IEqualityComparer<TValue>? comparer = null)
    {
        if (Step.Find(key, find) is { } known)
            return known.Found;
        var found = find(this, key);
        Step.Add(new Lookup<TKey, TValue>(_topics[topic], key, found, find, comparer ?? EqualityComparer<TValue>.Default));
        return found;
    }

    /// <summary>Takes down that a document says something of a topic, which matters to whoever asks for it, or says something of it, too.</summary>
    public void Say(ManifestDocument document, Topic topic) => ImportUnit.Of(document).Say(_topics[topic]);

    /// <summary>Lets what is said next, outside of a step, be about a document.</summary>
    public void About(ManifestDocument document) => Problems.Begin(ImportUnit.Of(document).Loose);

    /// <summary>Reads a document, once in each phase: when its kind is told, when formats collect, and when they import.</summary>
    public T Read<T>(ManifestDocument document, Func<ManifestDocument, ImportContext, T> read) =>
        Read(document, read, static (d, c, r) => r(d, c));

    /// <summary>Reads a document with the help of something that is the same in every import.</summary>
    public T Read<TState, T>(ManifestDocument document, TState state, Func<ManifestDocument, ImportContext, TState, T> read)
    {
        ref var notes = ref document.NotesOf(_phase);
        if (notes is ImportStep known && TakeOver(known, ImportUnit.Of(document)))
            return (T)known.Result!;
        // The fields remember what was found wrong with them, to say it once.
        if (notes is not null)
            document.Open();
        var step = new ImportStep();
        notes = step;
        Run(step, ImportUnit.Of(document), (document, state, read), static (c, s) => s.read(s.document, c, s.state));
        return (T)step.Result!;
    }

    /// <summary>Reads a document that gives nothing but what it says to the books.</summary>
    public void Read(ManifestDocument document, Action<ManifestDocument, ImportContext> read) =>
        Read<Action<ManifestDocument, ImportContext>, object?>(document, read, static (d, c, r) =>
        {
            r(d, c);
            return null;
        });

    /// <summary>Makes something that goes into the books alone.</summary>
    public void Make<TState>(ManifestDocument document, object owner, ReadOnlySpan<object> inputs, TState state, Action<ImportContext, TState> make) =>
        Make<(TState State, Action<ImportContext, TState> Make), object?>(document, owner, inputs, (state, make), static (c, s) =>
        {
            s.Make(c, s.State);
            return null;
        });

    /// <summary>Makes something of several documents or parts of them.</summary>
    /// <param name="document">The first of the documents.</param>
    /// <param name="owner">What it belongs to, such as the first of its inputs.</param>
    /// <param name="inputs">All it is made of, besides what it asks for.</param>
    /// <param name="state">What is given to <paramref name="make"/>.</param>
    /// <param name="make">Makes it.</param>
    /// <returns>What was made.</returns>
    public T Make<TState, T>(ManifestDocument document, object owner, ReadOnlySpan<object> inputs, TState state, Func<ImportContext, TState, T> make) =>
        (T)Make(ImportUnit.Of(document), owner, inputs, state, make).Result!;

    /// <summary>Makes something that is part of what comes of a text, or of no single one's.</summary>
    public ImportStep Make<TState, T>(ImportUnit? unit, object owner, ReadOnlySpan<object> inputs, TState state, Func<ImportContext, TState, T> make)
    {
        if (_memory.Find(owner, inputs) is { } known && TakeOver(known, unit))
            return known;
        var step = new ImportStep(inputs.ToArray());
        Run(step, unit, state, make);
        _memory.Set(owner, inputs, step);
        return step;
    }

    /// <summary>Begins the next phase, in which documents can be read again.</summary>
    public void NextPhase() => _phase++;

    /// <summary>Makes a mirror that follows the documents' specification, as far as the importer's settings leave it.</summary>
    public MirrorOptions NewMirror(double percentage, Fields fields)
    {
        var mirror = fields.Locate(new MirrorOptions
        {
            Percentage = percentage,
            HostSuffix = Options.ShadowHostSuffix ? "-shadow" : null,
            ApplyBackendHeaders = true,
            ForwardCredentials = Options.MirrorCredentials,
        });
        foreach (var method in Options.MirrorMethods.DefaultIfEmpty("*"))
            mirror.Methods.Add(method);
        return mirror;
    }

    /// <summary>Takes down what a step of a text asks for.</summary>
    public void Touch(ImportStep step, ImportUnit unit)
    {
        foreach (var lookup in step.Lookups)
            unit.Ask(lookup.NodeIn(_topics), IsEarly);
    }

    private void Run<TState, T>(ImportStep step, ImportUnit? unit, TState state, Func<ImportContext, TState, T> make)
    {
        var interrupted = Step;
        Begin(step);
        try
        {
            step.Result = make(this, state);
            Use(step, unit);
        }
        finally
        {
            Begin(interrupted);
        }
    }

    private void Begin(ImportStep step)
    {
        Step = step;
        Problems.Begin(step);
    }

    private bool TakeOver(ImportStep step, ImportUnit? unit)
    {
        if (step.UsedIn == _import)
            return true;
        if (!step.Holds(this) || !Addresses.TakeOver(step))
            return false;
        Use(step, unit);
        return true;
    }

    private void Use(ImportStep step, ImportUnit? unit)
    {
        step.UsedIn = _import;
        step.Format = Format;
        if (unit is null)
            return;
        unit.Steps.Add(step);
        Touch(step, unit);
        for (var i = 0; i < step.Hosts?.Count; i++)
        {
            unit.Say(_topics[new(TopicKind.Host, step.Hosts[i].Name)]);
            Addresses.Tell(step.Hosts[i], unit);
        }
    }
}
