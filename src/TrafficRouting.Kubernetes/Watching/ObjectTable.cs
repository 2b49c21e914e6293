using System.Text.Json;
using TrafficRouting.Manifests;

namespace TrafficRouting.Kubernetes;

/// <summary>The objects of a kind and namespace as they were seen last, so that only what says something else is passed on. One caller at a time.</summary>
internal sealed class ObjectTable(KnownResource resource)
{
    private readonly Dictionary<string, (MapNode Content, Guid Uid)> _objects = new(StringComparer.Ordinal);

    public int Count => _objects.Count;

    /// <summary>Reads an object.</summary>
    public ObjectChange Read(JsonElement json, string apiVersion)
    {
        var key = KeyOf(json);
        var uid = json.GetProperty("metadata").TryGetProperty("uid", out var given) && given.TryGetGuid(out var read) ? read : default;
        return new(key, ObjectNodes.Read(key, json, apiVersion, resource.Kind, resource.IsLabelled), uid);
    }

    /// <summary>Gives the key of an object.</summary>
    public string KeyOf(JsonElement json)
    {
        var metadata = json.GetProperty("metadata");
        var @namespace = metadata.TryGetProperty("namespace", out var given) ? given.GetString() : "";
        return $"{resource.Name}/{@namespace}/{metadata.GetProperty("name").GetString()}";
    }

    /// <summary>Takes all objects there are.</summary>
    /// <returns>What is different.</returns>
    public List<ObjectChange> Replace(IEnumerable<ObjectChange> all)
    {
        var changes = new List<ObjectChange>();
        var gone = _objects.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var seen in all)
        {
            gone.Remove(seen.Key);
            if (Set(seen) is { } change)
                changes.Add(change);
        }

        foreach (var key in gone)
        {
            _objects.Remove(key);
            changes.Add(new(key, null));
        }

        return changes;
    }

    /// <summary>Takes an object.</summary>
    /// <returns>What is different, or null.</returns>
    public ObjectChange? Set(ObjectChange seen)
    {
        if (seen.Content is not { } content)
            return _objects.Remove(seen.Key) ? seen : null;
        var isKnown = _objects.TryGetValue(seen.Key, out var known);
        var isAnother = isKnown && known.Uid != seen.Uid;
        if (isKnown && !isAnother && NodeEquality.Same(known.Content, content))
            return null;
        _objects[seen.Key] = (content, seen.Uid);
        return seen with { IsAnother = isAnother };
    }
}
