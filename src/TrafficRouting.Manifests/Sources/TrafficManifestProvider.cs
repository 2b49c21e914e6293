using Microsoft.Extensions.Configuration;

namespace TrafficRouting.Manifests;

/// <summary>
/// Provides what documents say. A change for the worse keeps the last good keys and puts the errors beside them: layering over
/// the keys goes on to work, and the validator, which sees the errors, refuses the reload.
/// </summary>
internal sealed class TrafficManifestProvider : ConfigurationProvider, IDisposable
{
    private readonly TrafficManifestSource _source;
    private readonly string _origin;
    private readonly Lock _loading = new();
    private Dictionary<string, string?>? _lastGood;
    private volatile KeyTree _tree = new([]);
    private string? _stamp;
    private ITimer? _timer;
    private bool _isDisposed;

    public TrafficManifestProvider(TrafficManifestSource source, int index)
    {
        _source = source;
        _origin = ConfigurationName.Of($"{index}-{Path.GetFileName(source.Input.Name.TrimEnd('/', '\\'))}");
    }

    private TrafficManifestOptions Options => _source.Options;

    public override void Load()
    {
        lock (_loading)
        {
            var texts = _source.Input.Find();
            if (texts.Count == 0 && !_source.Optional && _stamp is null)
                throw new FileNotFoundException($"No routing document was found at '{_source.Input.Name}', and it is not optional.", _source.Input.Name);
            Take(texts);
            Watch();
        }
    }

    public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) =>
        _tree.ChildrenOf(parentPath, earlierKeys);

    public override void Set(string key, string? value)
    {
        base.Set(key, value);
        _tree = new(Data.Keys);
    }

    public void Dispose()
    {
        lock (_loading)
        {
            _isDisposed = true;
            _timer?.Dispose();
        }
    }

    public override string ToString() => $"Routing documents '{_source.Input.Name}' ({(_source.Optional ? "optional" : "required")})";

    private void Take(IReadOnlyList<ManifestText> texts)
    {
        _stamp = StampOf(texts);
        var problems = new Problems();
        if (texts.Count == 0 && !_source.Optional)
            problems.Error(new(_source.Input.Name, 1, 1), _source.Input.Name, "The routing documents are gone; the last ones stay in force.");
        var documents = ManifestLoader.Load(texts, Options.MaxFileBytes, problems);
        var import = ManifestImport.Run(documents, Options, problems);

        var data = problems.HasErrors && _lastGood is not null ? _lastGood : Write(documents.Count > 0 ? import : null);
        if (!problems.HasErrors)
            _lastGood = data;
        if (problems.Found.Any())
        {
            data = new(data, StringComparer.OrdinalIgnoreCase);
            DiagnosticsWriter.Write(problems.Found, _origin, new SectionWriter(data, Options.SectionName));
        }

        Data = data;
        _tree = new(data.Keys);
    }

    private Dictionary<string, string?> Write(ImportContext? import)
    {
        var data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (import is null)
            return data;
        var section = new SectionWriter(data, Options.SectionName);
        OptionsWriter.Write(import.Routing, section);
        // Documents without a rule for this application are no empty section.
        section.Value("Source", _source.Input.Name);
        return data;
    }

    private void Watch()
    {
        if (_source.ReloadOnChange && !_isDisposed)
            _timer ??= Options.TimeProvider.CreateTimer(static provider => ((TrafficManifestProvider)provider!).Poll(), this, Options.PollInterval, Options.PollInterval);
    }

    private void Poll()
    {
        // A poll that comes while the last one still reads has nothing to add.
        if (!_loading.TryEnter())
            return;
        bool changed;
        try
        {
            changed = !_isDisposed && TakeChange();
        }
        finally
        {
            _loading.Exit();
        }

        if (changed)
            OnReload();
    }

    private bool TakeChange()
    {
        try
        {
            var texts = _source.Input.Find();
            if (string.Equals(StampOf(texts), _stamp, StringComparison.Ordinal))
                return false;
            Take(texts);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The files are being swapped at this moment; the next poll sees them whole.
            return false;
        }
    }

    private static string StampOf(IEnumerable<ManifestText> texts) => string.Join('\n', texts.Select(t => $"{t.Name}|{t.Stamp}"));
}
