using TrafficRouting.Manifests;

namespace TrafficRouting.Kubernetes;

/// <summary>The objects of the cluster as documents, of which each keeps its last good version. Changes come from everywhere; one caller reads.</summary>
internal sealed class ClusterDocuments(TrafficManifestOptions options)
{
    private readonly DocumentSet _documents = new(options, isLive: true);
    private readonly Lock _taking = new();
    private Dictionary<string, (MapNode? Content, bool IsAnother)> _pending = new(StringComparer.Ordinal);
    private bool _isRead = true;

    public void Take(IReadOnlyList<ObjectChange> changes)
    {
        lock (_taking)
        {
            foreach (var change in changes)
            {
                // Of an object that went, and of which another took the name, nobody may see that both came at a time.
                var isAnother = change.IsAnother || change.Content is null || (_pending.TryGetValue(change.Key, out var before) && before.IsAnother);
                _pending[change.Key] = (change.Content, isAnother);
            }
        }
    }

    /// <summary>Reads what was taken since the last time.</summary>
    /// <returns>What all give, or null when there is nothing new.</returns>
    public ManifestResult? Read()
    {
        Dictionary<string, (MapNode? Content, bool IsAnother)> taken;
        lock (_taking)
            (taken, _pending) = (_pending, new(StringComparer.Ordinal));
        if (taken.Count == 0 && _isRead)
            return null;
        _isRead = false;
        foreach (var (key, change) in taken)
            _documents.Set(key, change.Content is null ? [] : [_documents.Parser.Parse(key, change.Content)], change.IsAnother);
        var result = _documents.Import();
        _isRead = true;
        return result;
    }
}
