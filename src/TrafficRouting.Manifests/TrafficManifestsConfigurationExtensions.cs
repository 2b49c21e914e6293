using System.Text;
using Microsoft.Extensions.FileProviders;
using TrafficRouting.Manifests;

namespace Microsoft.Extensions.Configuration;

/// <summary>Adds routing documents to a configuration.</summary>
public static class TrafficManifestsConfigurationExtensions
{
    // The key under which SetBasePath keeps its provider.
    private const string FileProviderKey = "FileProvider";

    /// <summary>Adds the documents of a file, of the files a glob finds, or of a directory's YAML and JSON files.</summary>
    /// <param name="builder">The configuration.</param>
    /// <param name="path">The path; a relative one starts from the configuration's base path, else from the application's folder.</param>
    /// <param name="optional">Whether it may be missing.</param>
    /// <param name="reloadOnChange">Whether changes are looked for and taken, by polling.</param>
    /// <param name="configure">Sets how the documents are read.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="FileNotFoundException">Nothing is there and it is not optional; thrown when the configuration is built.</exception>
    public static IConfigurationBuilder AddTrafficManifests(
        this IConfigurationBuilder builder, string path, bool optional = false, bool reloadOnChange = false, Action<TrafficManifestOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Add(builder, new FileInput(path, RootOf(builder)), optional, reloadOnChange, configure);
    }

    /// <summary>Adds the documents of a stream, which is read at once to its end and left open.</summary>
    /// <param name="builder">The configuration.</param>
    /// <param name="stream">The documents in UTF-8.</param>
    /// <param name="configure">Sets how the documents are read.</param>
    /// <returns>The configuration.</returns>
    public static IConfigurationBuilder AddTrafficManifests(
        this IConfigurationBuilder builder, Stream stream, Action<TrafficManifestOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(stream);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return Add(builder, new TextInput("stream", content.ToArray()), optional: false, reloadOnChange: false, configure);
    }

    /// <summary>Adds the documents of a text.</summary>
    /// <param name="builder">The configuration.</param>
    /// <param name="text">The documents.</param>
    /// <param name="configure">Sets how the documents are read.</param>
    /// <returns>The configuration.</returns>
    public static IConfigurationBuilder AddTrafficManifestsFromText(
        this IConfigurationBuilder builder, string text, Action<TrafficManifestOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(text);
        return Add(builder, new TextInput("text", Encoding.UTF8.GetBytes(text)), optional: false, reloadOnChange: false, configure);
    }

    private static IConfigurationBuilder Add(
        IConfigurationBuilder builder, IManifestInput input, bool optional, bool reloadOnChange, Action<TrafficManifestOptions>? configure)
    {
        var options = new TrafficManifestOptions();
        configure?.Invoke(options);
        ArgumentException.ThrowIfNullOrEmpty(options.SectionName, nameof(configure));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.PollInterval, TimeSpan.Zero, nameof(configure));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.MaxFileBytes, 0, nameof(configure));
        return builder.Add(new TrafficManifestSource { Input = input, Options = options, Optional = optional, ReloadOnChange = reloadOnChange });
    }

    private static string RootOf(IConfigurationBuilder builder)
    {
        var files = builder.Properties.TryGetValue(FileProviderKey, out var provider) ? provider as IFileProvider : null;
        return files?.GetFileInfo("manifest").PhysicalPath is { } inside ? Path.GetDirectoryName(inside)! : AppContext.BaseDirectory;
    }
}
