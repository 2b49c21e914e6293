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
            watcher.Created += (_, _) => changed();
            watcher.Changed += (_, _) => changed();
            watcher.Renamed += (_, _) => changed();
            watcher.Deleted += (_, _) => changed();
            watcher.Error += (_, _) => changed();
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
