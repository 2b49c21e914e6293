namespace TrafficRouting.Rollouts;

/// <summary>Tells when a file of a directory was replaced; where the system cannot tell, it tells nothing.</summary>
internal static class FileChanges
{
    public static IDisposable Watch(string path, Action changed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        FileSystemWatcher? watcher = null;
        try
        {
            var directory = Directory.CreateDirectory(Path.GetDirectoryName(path)!).FullName;
            watcher = new(directory, Path.GetFileName(path)) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite };
            watcher.Created += (_, _) => Watchers.Tell(changed);
            watcher.Changed += (_, _) => Watchers.Tell(changed);
            watcher.Renamed += (_, _) => Watchers.Tell(changed);
            watcher.Deleted += (_, _) => Watchers.Tell(changed);
            watcher.Error += (_, _) => Watchers.Tell(changed);
            // The watcher must not keep what the execution context of whoever watches holds.
            using (ExecutionContext.SuppressFlow())
                watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            // Out of watches, or a file system without them: the rollout is looked at once an interval all the same.
            return (IDisposable?)watcher ?? BoundedRolloutStore.Nothing.Instance;
        }
    }
}
