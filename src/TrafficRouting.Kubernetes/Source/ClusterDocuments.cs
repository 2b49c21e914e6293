using TrafficRouting.Manifests;

namespace TrafficRouting.Kubernetes;

/// <summary>The objects of the cluster as documents, of which each keeps its last good version. Changes come from everywhere; one caller reads.</summary>
internal sealed class ClusterDocuments(TrafficManifestOptions options)
{
    private readonly DocumentSet _documents = new(options, isLive: true);
    private readonly Lock _taking = new();
    private Dictionary<string, MapNode?> _pending = new(StringComparer.Ordinal);
    private bool _isRead = true;

    public void Take(IReadOnlyList<ObjectChange> changes)
    {
        lock (_taking)
        {
            foreach (var change in changes)
                _pending[change.Key] = change.Content;
        }
    }

    /// <summary>Reads what was taken since the last time.</summary>
    /// <returns>What all give, or null when there is nothing new.</returns>
    public ManifestResult? Read()
    {
        Dictionary<string, MapNode?> taken;
        lock (_taking)
            (taken, _pending) = (_pending, new(StringComparer.Ordinal));
        if (taken.Count == 0 && _isRead)
            return null;
        _isRead = false;
        foreach (var (key, content) in taken)
            _documents.Set(key, content is null ? [] : [_documents.Parser.Parse(key, content)]);
        var result = _documents.Import();
        _isRead = true;
        return result;
    }
}
