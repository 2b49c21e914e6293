namespace TrafficRouting.Rollouts;

/// <summary>
/// Keeps each rollout in a JSON file of a directory, <c>{name}.rollout.json</c>, written so that a crash at any moment leaves the old
/// state or the new one, and the evidence of each process in a file beside it. Safe for concurrent use, also by several processes of one
/// machine; not for network file systems.
/// </summary>
/// <remarks>
/// A new state goes to a temporary file, is flushed to the disk, renamed over the old one, and the directory is flushed too.
/// A file that is torn, was changed by hand or is something else is refused, never half-believed.
/// </remarks>
public sealed class JsonFileRolloutStore : IRolloutStore, IRolloutStoreChanges, IRolloutEvidenceStore, IRolloutStoreNames
{
    private const string Ending = ".rollout.json";

    private readonly string _directory;
    private readonly TimeProvider _time;
    private readonly FileRolloutEvidence _evidence;

    /// <summary>Initializes a store.</summary>
    /// <param name="directory">The directory; created when missing.</param>
    /// <param name="timeProvider">The clock by which a wait for another process is bounded and evidence expires; the system's by default.</param>
    public JsonFileRolloutStore(string directory, TimeProvider? timeProvider = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        _directory = Path.GetFullPath(directory);
        _time = timeProvider ?? TimeProvider.System;
        _evidence = new(_directory, _time);
    }

    /// <inheritdoc/>
    public ValueTask<RolloutState?> ReadAsync(string name, CancellationToken cancellationToken) => new(Read(name));

    /// <inheritdoc/>
    public async ValueTask<bool> TryWriteAsync(RolloutState state, long expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var held = await LockAsync(state.Name, cancellationToken).ConfigureAwait(false);
        if ((Read(state.Name)?.Version ?? 0) != expectedVersion)
            return false;
        DurableFile.Replace(PathOf(state.Name), RolloutStateSerializer.Serialize(state));
        return true;
    }

    /// <inheritdoc/>
    public IDisposable Watch(string name, Action changed) => FileChanges.Watch(PathOf(name), changed);

    /// <inheritdoc/>
    public async ValueTask PublishAsync(ReplicaEvidence mine, TimeSpan keep, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mine);
        using var held = await LockAsync(mine.Rollout, cancellationToken).ConfigureAwait(false);
        await _evidence.PublishAsync(mine, keep, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReplicaEvidence>> CollectAsync(string name, CancellationToken cancellationToken) =>
        _evidence.CollectAsync(name, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask RemoveAsync(ReplicaEvidence seen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seen);
        using var held = await LockAsync(seen.Rollout, cancellationToken).ConfigureAwait(false);
        await _evidence.RemoveAsync(seen, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryLeaseAsync(string name, string replica, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(name, cancellationToken).ConfigureAwait(false);
        return await _evidence.TryLeaseAsync(name, replica, duration, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => new(
        Directory.Exists(_directory)
            ? [.. Directory.EnumerateFiles(_directory, "*" + Ending).Select(f => Path.GetFileName(f)[..^Ending.Length]).Order(StringComparer.Ordinal)]
            : []);

    private RolloutState? Read(string name)
    {
        var path = PathOf(name);
        byte[] bytes;
        try
        {
            bytes = ReadShared(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        try
        {
            var state = RolloutStateSerializer.Deserialize(bytes);
            return string.Equals(state.Name, name, StringComparison.OrdinalIgnoreCase)
                ? state
                : throw new FormatException($"it is the state of rollout '{state.Name}'");
        }
        catch (FormatException e)
        {
            throw new RolloutStoreException(
                $"The state of rollout '{name}' in {path} is refused: {e.Message}. Put back a copy, or delete the file to begin the rollout anew.", e);
        }
    }

    // Lets a writer replace the file meanwhile, which Windows forbids otherwise; what is read then is the old state as a whole.
    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private ValueTask<IDisposable> LockAsync(string name, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_directory);
        return FileLock.AcquireAsync(PathOf(name) + ".lock", _time, cancellationToken);
    }

    // Names are case-insensitive, files may not be.
    private string PathOf(string name) => Path.Combine(_directory, name.ToLowerInvariant() + Ending);
}
