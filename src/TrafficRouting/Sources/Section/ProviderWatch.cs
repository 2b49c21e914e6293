using Microsoft.Extensions.Configuration;

namespace TrafficRouting;

/// <summary>
/// Follows one provider. Keeps its last good keys while its file is broken: a provider whose file cannot be parsed, or is gone,
/// empties itself and says nothing. Not thread-safe.
/// </summary>
/// <param name="source">The provider.</param>
/// <param name="time">The clock.</param>
internal sealed class ProviderWatch(SectionProvider source, TimeProvider time)
{
    private const int MaxAttempts = 3;

    private readonly FileConfigurationProvider? _file = source.Provider as FileConfigurationProvider;
    private object? _seen;
    private long? _goneSince;

    public SectionProvider Source => source;

    /// <summary>Gets the keys in force: those of the provider, or the last good ones.</summary>
    public ProviderKeys Keys { get; private set; } = ProviderKeys.None(source.Path);

    /// <summary>Gets what is wrong with the provider, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>Gets a value indicating whether the provider took other keys without a word, or may be given up later.</summary>
    public bool IsDue => _goneSince is not null || (_file is not null && !ReferenceEquals(ProviderData.Of(source.Provider), _seen));

    /// <summary>Reads the provider.</summary>
    public void Refresh()
    {
        Problem = null;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Take();
                return;
            }
            // Another thread sets a key at this moment.
            catch (InvalidOperationException) when (attempt < MaxAttempts)
            {
            }
            catch (Exception exception)
            {
                // The message of an unknown provider may hold a secret.
                Problem = $"The configuration provider {source.Provider.GetType().Name} cannot be read ({exception.GetType().Name}). Its last good keys stay in force.";
                return;
            }
        }
    }

    private void Take()
    {
        var data = ProviderData.Of(source.Provider);
        _seen = data;
        var isEmpty = data is null ? !source.Provider.GetChildKeys([], null).Any() : data.Count == 0;
        if (isEmpty && Keys.Count > 0 && (_file is null ? IsPassing() : IsBroken(_file)))
            return;

        _goneSince = null;
        Keys = Keys.Next(source.Read(data));
    }

    // An optional file that stays away was taken away on purpose; one that is being replaced is back soon.
    private bool IsBroken(FileConfigurationProvider file)
    {
        var info = file.Source.FileProvider?.GetFileInfo(file.Source.Path ?? "");
        var name = info?.PhysicalPath ?? file.Source.Path;
        if (info is { Exists: true })
        {
            _goneSince = null;
            Problem = $"The file {name} is empty or cannot be parsed{JsonFault.In(info)}. Its last good keys stay in force. Fix the file.";
            return true;
        }

        if (!file.Source.Optional)
        {
            Problem = $"The file {name} is gone and is not optional. Its last good keys stay in force. Put it back.";
            return true;
        }

        return IsPassing();
    }

    // A folder of files may be swapped like a file, and a provider of another kind have its source out of reach.
    private bool IsPassing()
    {
        _goneSince ??= time.GetTimestamp();
        return time.GetElapsedTime(_goneSince.Value) < RoutingSection.Interval;
    }
}
