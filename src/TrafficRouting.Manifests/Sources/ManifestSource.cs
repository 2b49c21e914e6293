using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace TrafficRouting.Manifests;

/// <summary>
/// Routing documents as a source. Those of all its inputs belong together, as in a cluster. An input that breaks stays as it was
/// last good. Inputs are added before it is used.
/// </summary>
/// <param name="options">How documents are read.</param>
/// <param name="time">The clock of the polling.</param>
internal sealed class ManifestSource(TrafficManifestOptions options, TimeProvider time) : RoutingSource, IDisposable
{
    private readonly List<ManifestInput> _inputs = [];
    private readonly DocumentSet _documents = new(options);
    private readonly Lock _loading = new();
    private readonly ChangeSignal _changed = new();
    private ManifestResult? _result;
    private RoutingSnapshot? _current;
    private ITimer? _timer;
    private bool _isPending;
    private bool _isDisposed;

    public override string Name => $"routing documents {string.Join(", ", _inputs.Select(i => i.Name))}";

    public override RoutingSnapshot Current
    {
        get
        {
            if (Volatile.Read(ref _current) is { } current)
                return current;
            lock (_loading)
            {
                if (_current is null)
                {
                    Update();
                    Watch();
                }

                return _current!;
            }
        }
    }

    public override IChangeToken GetChangeToken() => _changed.Token;

    public void AddFiles(string path, string root, bool isOptional, bool isWatched) =>
        _inputs.Add(new FileInput(path, root, isOptional, isWatched, _documents.Parser));

    public void AddText(string text) => AddText(NameOf("text"), text);

    public void AddText(string name, string text) => _inputs.Add(new TextInput(_documents.Parser.Parse(name, text)));

    public void AddStream(Stream stream) => _inputs.Add(new TextInput(_documents.Parser.Parse(NameOf("stream"), stream)));

    /// <summary>Reads everything once.</summary>
    public ManifestResult Load()
    {
        Look();
        return _documents.Import();
    }

    public void Dispose()
    {
        lock (_loading)
        {
            _isDisposed = true;
            _timer?.Dispose();
        }
    }

    // Findings are told apart by the names of their texts.
    private string NameOf(string kind) =>
        _inputs.Count(i => i is TextInput && i.Name.StartsWith(kind, StringComparison.Ordinal)) is > 0 and var count
            ? $"{kind}-{(count + 1).ToString(CultureInfo.InvariantCulture)}" : kind;

    private void Watch()
    {
        if (_isDisposed || !_inputs.Exists(i => i.IsWatched))
            return;
        // The timer must not keep what the first caller's execution context holds.
        using (ExecutionContext.SuppressFlow())
            _timer = time.CreateTimer(static source => ((ManifestSource)source!).Poll(), this, options.PollInterval, options.PollInterval);
    }

    private void Poll()
    {
        // A poll that comes while the last one still reads has nothing to add.
        if (!_loading.TryEnter())
            return;
        bool changed;
        try
        {
            changed = !_isDisposed && Update();
        }
        finally
        {
            _loading.Exit();
        }

        if (!changed || _changed.Raise() is not { } failure)
            return;
        lock (_loading)
            Publish(new Finding(FindingSeverity.Warning, Name, failure));
    }

    // Nobody stands above a timer: an exception would end the process.
    private bool Update()
    {
        try
        {
            if (!Look() && !_isPending && _current is not null)
                return false;
            _isPending = true;
            _result = _documents.Import();
            _isPending = false;
            Publish();
            return true;
        }
        catch (Exception e)
        {
            var failure = new Finding(FindingSeverity.Error, Name, $"Reading failed: {e.GetType().Name}: {e.Message}");
            if (_current?.Findings.Contains(failure) == true)
                return false;
            Publish(failure);
            return true;
        }
    }

    private void Publish(params ReadOnlySpan<Finding> others) =>
        Volatile.Write(ref _current, _result?.ToSnapshot(others) ?? new RoutingSnapshot(new(), [.. others]));

    private bool Look()
    {
        var changed = false;
        for (var i = 0; i < _inputs.Count; i++)
        {
            if (_current is null || _inputs[i].IsWatched)
                changed |= _documents.Set(i.ToString("D4", CultureInfo.InvariantCulture), _inputs[i].Look());
        }

        return changed;
    }
}
