namespace TrafficRouting.Rollouts;

/// <summary>A lock among processes: an open file that nobody else may open. It ends with its process, however that ends.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private static volatile bool _isHeldAgainstOthers;

    public static async ValueTask<IDisposable> AcquireAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                var held = Open(path);
                if (!_isHeldAgainstOthers)
                    Verify(path, held);
                return held;
            }
            catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
            {
                if (time.GetElapsedTime(began) > Patience)
                    throw new RolloutStoreException($"{path} could not be locked for {Patience.TotalSeconds:0} seconds, mostly because another process holds it: {e.Message}", e);
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static FileStream Open(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    // Where .NET's file locks are off, two processes would overwrite each other's states without noticing. Once per process.
    private static void Verify(string path, FileStream held)
    {
        try
        {
            Open(path).Dispose();
        }
        catch (IOException)
        {
            _isHeldAgainstOthers = true;
            return;
        }

        held.Dispose();
        throw new RolloutStoreException($"{path} is locked and can be opened all the same: file locks are off. Take DOTNET_SYSTEM_IO_DISABLEFILELOCKING out of the environment, or keep the files where locks work.");
    }
}
