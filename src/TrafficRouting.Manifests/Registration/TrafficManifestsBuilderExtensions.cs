using TrafficRouting.Manifests;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Adds routing documents to a route table. All documents of a table belong together, as in one cluster, and are read with the
/// same options, whichever call sets them. The section lies over them.
/// </summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/manifests.md">Manifests in the documentation</seealso>
public static class TrafficManifestsBuilderExtensions
{
    /// <summary>Adds the documents of a file, of the files a glob finds, or of a directory's YAML and JSON files. They are accepted together or not at all.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The path; a relative one starts from the host's content root, without a host from the application's folder.</param>
    /// <param name="optional">Whether there may be nothing; else that is an error.</param>
    /// <param name="reloadOnChange">Whether changes are followed, by polling.</param>
    /// <param name="configure">Sets how documents are read.</param>
    /// <returns>The builder.</returns>
    public static ITrafficRoutingBuilder AddManifests(
        this ITrafficRoutingBuilder builder, string path, bool optional = false, bool reloadOnChange = true, Action<TrafficManifestOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ManifestRegistration.Of(builder).Add(configure, (source, root) => source.AddFiles(path, root, optional, reloadOnChange));
        return builder;
    }

    /// <summary>Adds the documents of a stream, which is read at once to its end and left open.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="stream">The documents in UTF-8.</param>
    /// <param name="configure">Sets how documents are read.</param>
    /// <returns>The builder.</returns>
    public static ITrafficRoutingBuilder AddManifests(this ITrafficRoutingBuilder builder, Stream stream, Action<TrafficManifestOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(stream);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var bytes = content.ToArray();
        ManifestRegistration.Of(builder).Add(configure, (source, _) => source.AddStream(new MemoryStream(bytes, writable: false)));
        return builder;
    }

    /// <summary>Adds the documents of a text.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="text">The documents.</param>
    /// <param name="configure">Sets how documents are read.</param>
    /// <returns>The builder.</returns>
    public static ITrafficRoutingBuilder AddManifestsFromText(this ITrafficRoutingBuilder builder, string text, Action<TrafficManifestOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(text);
        ManifestRegistration.Of(builder).Add(configure, (source, _) => source.AddText(text));
        return builder;
    }
}
