namespace TrafficRouting.Manifests;

/// <summary>Reads routing documents without an application: for tests and tools.</summary>
public static class TrafficManifests
{
    /// <summary>Reads the documents of a file, of the files a glob finds, or of a directory's YAML and JSON files.</summary>
    /// <param name="path">The path; a relative one starts from the current directory.</param>
    /// <param name="configure">Sets how the documents are read.</param>
    /// <returns>The options and what was found; that nothing is there is an error among it.</returns>
    public static ManifestResult Load(string path, Action<TrafficManifestOptions>? configure = null) => Load([path], configure);

    /// <summary>Reads the documents of several paths, which belong together.</summary>
    /// <param name="paths">The paths; relative ones start from the current directory.</param>
    /// <param name="configure">Sets how the documents are read.</param>
    /// <returns>The options and what was found; that nothing is there is an error among it.</returns>
    public static ManifestResult Load(IEnumerable<string> paths, Action<TrafficManifestOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Load(configure, source =>
        {
            foreach (var path in paths)
            {
                ArgumentException.ThrowIfNullOrEmpty(path, nameof(paths));
                source.AddFiles(path, Environment.CurrentDirectory, isOptional: false, isWatched: false);
            }
        });
    }

    /// <summary>Reads the documents of a stream, to its end; it is left open.</summary>
    /// <param name="stream">The documents in UTF-8.</param>
    /// <param name="configure">Sets how the documents are read.</param>
    /// <returns>The options and what was found.</returns>
    public static ManifestResult Load(Stream stream, Action<TrafficManifestOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Load(configure, source => source.AddStream(stream));
    }

    /// <summary>Reads the documents of a text.</summary>
    /// <param name="text">The documents.</param>
    /// <param name="configure">Sets how the documents are read.</param>
    /// <returns>The options and what was found.</returns>
    public static ManifestResult LoadText(string text, Action<TrafficManifestOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Load(configure, source => source.AddText(text));
    }

    /// <summary>Reads the documents of named texts, which belong together.</summary>
    internal static ManifestResult LoadTexts(IEnumerable<(string Name, string Text)> texts, Action<TrafficManifestOptions>? configure) => Load(configure, source =>
    {
        foreach (var (name, text) in texts)
            source.AddText(name, text);
    });

    private static ManifestResult Load(Action<TrafficManifestOptions>? configure, Action<ManifestSource> add)
    {
        var options = new TrafficManifestOptions();
        configure?.Invoke(options);
        options.Validate();
        using var source = new ManifestSource(options, TimeProvider.System);
        add(source);
        return source.Load();
    }
}
