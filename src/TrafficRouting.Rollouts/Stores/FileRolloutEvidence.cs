namespace TrafficRouting.Rollouts;

/// <summary>Evidence and leases as files of a directory, written under the lock of the rollout. The time of a file's last change is set to when it expires: the machine has one clock.</summary>
internal sealed class FileRolloutEvidence(string directory, TimeProvider time)
{
    public ValueTask PublishAsync(ReplicaEvidence mine, TimeSpan keep, CancellationToken cancellationToken) =>
        WriteAsync(PathOf(mine), mine.Content, keep, cancellationToken);

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

    public async ValueTask RemoveAsync(ReplicaEvidence seen, CancellationToken cancellationToken)
    {
        var path = PathOf(seen);
        if (!File.Exists(path))
            return;
        var kept = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        if (seen.Content.Span.SequenceEqual(kept))
            File.Delete(path);
    }

    /// <summary>Takes or prolongs the lease.</summary>
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

    private string PathOf(ReplicaEvidence evidence) => Path.Combine(directory, Prefix(evidence.Rollout) + evidence.Replica);

    private static string Prefix(string name) => name.ToLowerInvariant() + ".evidence@";
}
