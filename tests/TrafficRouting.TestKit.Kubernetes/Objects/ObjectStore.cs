using System.Globalization;
using System.Text.Json.Nodes;

namespace TrafficRouting.TestKit.Kubernetes;

/// <summary>Objects with their history, as etcd keeps them. Safe for concurrent use.</summary>
/// <param name="time">The clock of creation timestamps.</param>
public sealed class ObjectStore(TimeProvider time)
{
    private readonly Lock _writing = new();
    private readonly Dictionary<(ApiResource Resource, string Namespace, string Name), StoredObject> _objects = [];
    private readonly List<StoredEvent> _history = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _version = 1000;
    private long _compacted = 1000;

    /// <summary>Gets the version of the last change.</summary>
    public long Version
    {
        get
        {
            lock (_writing)
                return _version;
        }
    }

    /// <summary>Gets a task that ends with the next change.</summary>
    internal Task Changed => Volatile.Read(ref _changed).Task;

    public StoredObject? Find(ApiResource resource, string @namespace, string name)
    {
        lock (_writing)
            return _objects.GetValueOrDefault((resource, resource.IsNamespaced ? @namespace : "", name));
    }

    /// <summary>Creates an object, or replaces what is there; a change that changes nothing makes no version.</summary>
    public StoredObject Apply(ApiResource resource, JsonObject content)
    {
        lock (_writing)
        {
            var name = (string)content["metadata"]!["name"]!;
            var @namespace = (string?)content["metadata"]!["namespace"] ?? "default";
            return Find(resource, @namespace, name) is { } known ? Replace(known, content) : Create(resource, @namespace, content)!;
        }
    }

    /// <summary>Creates an object; null when one of its name is there.</summary>
    public StoredObject? Create(ApiResource resource, string @namespace, JsonObject content)
    {
        lock (_writing)
        {
            var created = (JsonObject)content.DeepClone();
            var metadata = (JsonObject)(created["metadata"] ??= new JsonObject());
            if (metadata["name"] is null && (string?)metadata["generateName"] is { } prefix)
                metadata["name"] = $"{prefix}{(_version + 1).ToString("x5", CultureInfo.InvariantCulture)}";
            var key = (resource, resource.IsNamespaced ? @namespace : "", (string)metadata["name"]!);
            if (_objects.ContainsKey(key))
                return null;
            if (resource.IsNamespaced)
                metadata["namespace"] = @namespace;
            metadata["uid"] = $"00000000-0000-4000-8000-{(_version + 1).ToString("x12", CultureInfo.InvariantCulture)}";
            metadata["creationTimestamp"] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            return Write(null, resource, created);
        }
    }

    /// <summary>Replaces an object by other content.</summary>
    public StoredObject Replace(StoredObject known, JsonObject content)
    {
        lock (_writing)
        {
            var written = (JsonObject)content.DeepClone();
            var metadata = (JsonObject)(written["metadata"] ??= new JsonObject());
            foreach (var kept in new[] { "name", "namespace", "uid", "creationTimestamp", "resourceVersion" })
            {
                metadata.Remove(kept);
                if (known.Content["metadata"]![kept] is { } value)
                    metadata[kept] = value.DeepClone();
            }

            Strip(written);
            return JsonNode.DeepEquals(written, known.Content) ? known : Write(known, known.Resource, written);
        }
    }

    public void Delete(StoredObject known)
    {
        lock (_writing)
        {
            _objects.Remove((known.Resource, known.Namespace, known.Name));
            // What is told of it carries the version of its end.
            Add(new(++_version, Stamp(known.Resource, (JsonObject)known.Content.DeepClone(), _version), null));
        }
    }

    /// <summary>Runs something while nobody else changes anything.</summary>
    public T Locked<T>(Func<T> run)
    {
        lock (_writing)
            return run();
    }

    /// <summary>Forgets the history up to now, so that watches from earlier versions are told 410.</summary>
    public void Compact()
    {
        lock (_writing)
        {
            _history.Clear();
            _compacted = _version;
        }
    }

    /// <summary>Raises the version without a change of what anybody watches, as a write of another kind does.</summary>
    public void Advance()
    {
        lock (_writing)
        {
            _version++;
            Tell();
        }
    }

    /// <summary>Gives the objects of a kind in the order of their names.</summary>
    public (long Version, IReadOnlyList<StoredObject> Objects) List(ApiResource resource)
    {
        lock (_writing)
        {
            return (_version, [.. _objects.Values.Where(o => o.Resource == resource).OrderBy(o => o.Namespace, StringComparer.Ordinal).ThenBy(o => o.Name, StringComparer.Ordinal)]);
        }
    }

    /// <summary>Gives what happened to a kind after a version; null when that is forgotten.</summary>
    internal (long Version, IReadOnlyList<StoredEvent> Events)? Since(ApiResource resource, long version)
    {
        lock (_writing)
        {
            if (version < _compacted)
                return null;
            var first = _history.Count;
            while (first > 0 && _history[first - 1].Version > version)
                first--;
            return (_version, [.. _history.Skip(first).Where(e => e.Any.Resource == resource)]);
        }
    }

    private static void Strip(JsonObject content)
    {
        content.Remove("apiVersion");
        content.Remove("kind");
    }

    private static StoredObject Stamp(ApiResource resource, JsonObject content, long version)
    {
        Strip(content);
        content["metadata"]!["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture);
        return new(resource, version, content);
    }

    private StoredObject Write(StoredObject? before, ApiResource resource, JsonObject content)
    {
        var after = Stamp(resource, content, ++_version);
        _objects[(resource, after.Namespace, after.Name)] = after;
        Add(new(_version, before, after));
        return after;
    }

    private void Add(StoredEvent happened)
    {
        _history.Add(happened);
        Tell();
    }

    private void Tell() => Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
