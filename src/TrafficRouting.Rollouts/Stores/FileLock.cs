namespace TrafficRouting.Rollouts;

/// <summary>A lock among processes: an open file that nobody else may open. It ends with its process, however that ends.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async ValueTask<IDisposable> AcquireAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
            {
                if (time.GetElapsedTime(began) > Patience)
                    throw new RolloutStoreException($"{path} could not be locked for {Patience.TotalSeconds:0} seconds, mostly because another process holds it: {e.Message}", e);
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
