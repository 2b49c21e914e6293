namespace TrafficRouting.Manifests;

/// <summary>
/// What the formats' importers share: the application's identity, the books that are filled, and the steps of which an import
/// consists. A step may use its document or inputs, <see cref="Options"/>, and what it asks the books for through the context.
/// </summary>
internal sealed class ImportContext
{
    private readonly ImportMemory _memory;
    private readonly Dictionary<Type, object> _books = [];
    private readonly int _import;
    private int _phase;

    /// <summary>Initializes the context of one import.</summary>
    /// <param name="options">The application's identity.</param>
    /// <param name="problems">The place where the documents' findings go.</param>
    /// <param name="memory">What is kept of earlier imports.</param>
    /// <param name="import">The number of this import.</param>
    public ImportContext(TrafficManifestOptions options, Problems problems, ImportMemory memory, int import)
    {
        Options = options;
        Problems = problems;
        _memory = memory;
        _import = import;
        Names = new ClusterNames(options.ClusterDomain, this);
        Addresses = new AddressBook(this, memory);
        Services = new ServiceBook(this, memory);
        var backends = memory.Begin();
        ((Dictionary<string, BackendOptions>)Routing.Backends).EnsureCapacity(backends);
        ((Dictionary<string, ServiceOptions>)Routing.Services).EnsureCapacity(memory.Services);
        Locations.Capacity = backends + memory.Services;
        Steps.Capacity = memory.StepCount;
        problems.Begin(Step);
    }

    public TrafficManifestOptions Options { get; }

    public Problems Problems { get; }

    /// <summary>Gets the rules of cluster host names.</summary>
    public ClusterNames Names { get; }

    /// <summary>Gets what is known about hosts, and the backends; it fills <see cref="TrafficRoutingOptions.Backends"/>.</summary>
    public AddressBook Addresses { get; }

    /// <summary>Gets the services by host; it fills <see cref="TrafficRoutingOptions.Services"/>.</summary>
    public ServiceBook Services { get; }

    /// <summary>Gets the options being filled.</summary>
    public TrafficRoutingOptions Routing { get; } = new();

    /// <summary>Gets the step that is under way; the one it begins with is for what belongs to no other.</summary>
    public ImportStep Step { get; private set; } = new();

    /// <summary>Gets the steps done and taken over so far, in their order.</summary>
    public List<ImportStep> Steps { get; } = [];

    /// <summary>Gets the notes of the texts, in their order.</summary>
    public List<ReadingNotes> Texts { get; } = [];

    /// <summary>Gets where backends and services are written, which is where the first document that mentions them does.</summary>
    public List<KeyValuePair<object, Position>> Locations { get; } = [];

    /// <summary>Gets a book of a format, empty at the beginning of each import.</summary>
    public TBook Book<TBook>()
        where TBook : class, new()
    {
        if (!_books.TryGetValue(typeof(TBook), out var book))
            _books[typeof(TBook)] = book = new TBook();
        return (TBook)book;
    }

    /// <summary>Looks something up for the step under way, which is done again once the answer is another.</summary>
    /// <param name="key">What is looked up.</param>
    /// <param name="find">Finds it; takes all it needs from its arguments.</param>
    /// <param name="comparer">Tells whether an answer is another one; by default its equality.</param>
    /// <returns>The answer.</returns>
    public TValue Ask<TKey, TValue>(TKey key, Func<ImportContext, TKey, TValue> find, IEqualityComparer<TValue>? comparer = null)
    {
        if (Step.Find(key, find) is { } known)
            return known.Found;
        var found = find(this, key);
        Step.Add(new Lookup<TKey, TValue>(key, found, find, comparer ?? EqualityComparer<TValue>.Default));
        return found;
    }

    /// <summary>Reads a document, once in each phase: when its kind is told, when formats collect, and when they import.</summary>
    public T Read<T>(ManifestDocument document, Func<ManifestDocument, ImportContext, T> read) =>
        Read(document, read, static (d, c, r) => r(d, c));

    /// <summary>Reads a document with the help of something that is the same in every import.</summary>
    public T Read<TState, T>(ManifestDocument document, TState state, Func<ManifestDocument, ImportContext, TState, T> read)
    {
        ref var notes = ref document.NotesOf(_phase);
        if (notes is ImportStep known && TakeOver(known))
            return (T)known.Result!;
        // The fields remember what was found wrong with them, to say it once.
        if (notes is not null)
            document.Open();
        var step = new ImportStep();
        notes = step;
        return Run(step, (document, state, read), static (c, s) => s.read(s.document, c, s.state));
    }

    /// <summary>Reads a document that gives nothing but what it says to the books.</summary>
    public void Read(ManifestDocument document, Action<ManifestDocument, ImportContext> read) =>
        Read<Action<ManifestDocument, ImportContext>, object?>(document, read, static (d, c, r) =>
        {
            r(d, c);
            return null;
        });

    /// <summary>Makes something that goes into the books alone.</summary>
    public void Make<TState>(object owner, ReadOnlySpan<object> inputs, TState state, Action<ImportContext, TState> make) =>
        Make<(TState State, Action<ImportContext, TState> Make), object?>(owner, inputs, (state, make), static (c, s) =>
        {
            s.Make(c, s.State);
            return null;
        });

    /// <summary>Makes something of several documents or parts of them.</summary>
    /// <param name="owner">What it belongs to, such as the first of its inputs.</param>
    /// <param name="inputs">All it is made of, besides what it asks for.</param>
    /// <param name="state">What is given to <paramref name="make"/>.</param>
    /// <param name="make">Makes it.</param>
    /// <returns>What was made.</returns>
    public T Make<TState, T>(object owner, ReadOnlySpan<object> inputs, TState state, Func<ImportContext, TState, T> make)
    {
        if (_memory.Steps.Find(owner, inputs) is { } known && TakeOver(known))
            return (T)known.Result!;
        var step = new ImportStep(inputs.ToArray());
        var made = Run(step, state, make);
        _memory.Steps.Set(owner, inputs, step);
        return made;
    }

    /// <summary>Remembers where a backend or a service is written, in this import.</summary>
    public void Locate(object options, Position position) => Locations.Add(new(options, position));

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

    private T Run<TState, T>(ImportStep step, TState state, Func<ImportContext, TState, T> make)
    {
        var interrupted = Step;
        Begin(step);
        try
        {
            var made = make(this, state);
            step.Result = made;
            Use(step);
            return made;
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

    private bool TakeOver(ImportStep step)
    {
        if (step.UsedIn == _import)
            return true;
        if (!step.Holds(this) || !Addresses.TakeOver(step))
            return false;
        Use(step);
        return true;
    }

    private void Use(ImportStep step)
    {
        step.UsedIn = _import;
        Steps.Add(step);
    }
}
