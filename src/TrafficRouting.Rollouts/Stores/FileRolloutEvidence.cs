namespace TrafficRouting.Rollouts;

/// <summary>Evidence and leases as files of a directory. The time of a file's last change is set to when it expires: the machine has one clock.</summary>
internal sealed class FileRolloutEvidence(string directory, TimeProvider time)
{
    public async ValueTask PublishAsync(ReplicaEvidence mine, TimeSpan keep, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        await WriteAsync(Path.Combine(directory, Prefix(mine.Rollout) + mine.Replica), mine.Content, keep, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<ReplicaEvidence>> CollectAsync(string name, CancellationToken cancellationToken)
    {
        var all = new List<ReplicaEvidence>();
        if (!Directory.Exists(directory))
            return all;
        foreach (var path in Directory.GetFiles(directory, Prefix(name) + "*").Where(p => !p.EndsWith(".tmp", StringComparison.Ordinal)))
        {
            try
            {
                if (IsExpired(path))
                    File.Delete(path);
                else
                    all.Add(new(name, Path.GetFileName(path)[Prefix(name).Length..], await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false)));
            }
            catch (IOException)
            {
                // Replaced or deleted by another process meanwhile; the next look reads it.
            }
        }

        return all;
    }

    /// <summary>Takes or prolongs the lease, under the lock of the rollout.</summary>
    public async ValueTask<bool> TryLeaseAsync(string name, string replica, TimeSpan duration, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, name.ToLowerInvariant() + ".lease");
        if (File.Exists(path) && !IsExpired(path) && !string.Equals(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false), replica, StringComparison.Ordinal))
            return false;
        await WriteAsync(path, System.Text.Encoding.UTF8.GetBytes(replica), duration, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private bool IsExpired(string path) => File.GetLastWriteTimeUtc(path) <= time.GetUtcNow().UtcDateTime;

    private async ValueTask WriteAsync(string path, ReadOnlyMemory<byte> content, TimeSpan keep, CancellationToken cancellationToken)
    {
        var temporary = path + ".tmp";
        await File.WriteAllBytesAsync(temporary, content, cancellationToken).ConfigureAwait(false);
        File.SetLastWriteTimeUtc(temporary, (time.GetUtcNow() + keep).UtcDateTime);
        File.Move(temporary, path, overwrite: true);
    }

    private static string Prefix(string name) => name.ToLowerInvariant() + ".evidence@";
}
