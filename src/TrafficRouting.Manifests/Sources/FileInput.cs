using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>A file, the files a glob finds, or the YAML and JSON files of a directory.</summary>
/// <param name="path">The path as it was given.</param>
/// <param name="root">The folder that a relative path starts from.</param>
internal sealed class FileInput(string path, string root) : IManifestInput
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    private readonly string _full = Path.GetFullPath(path, root);

    public string Name => path;

    public IReadOnlyList<ManifestText> Find()
    {
        if (path.AsSpan().ContainsAny('*', '?'))
            return [.. Glob.Find(_full).Select(TextOf)];
        if (!Directory.Exists(_full))
            return File.Exists(_full) ? [TextOf(_full)] : [];
        // Mounted ConfigMaps keep their versions in folders and links that begin with a dot.
        var files = Directory.EnumerateFiles(_full)
            .Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase) && Path.GetFileName(f)[0] != '.');
        return [.. files.Order(StringComparer.Ordinal).Select(TextOf)];
    }

    private ManifestText TextOf(string file)
    {
        var info = new FileInfo(file);
        // A ConfigMap changes by swapping a link on the way, so the place it leads to counts as well as the file.
        var target = Links.Resolve(file);
        var actual = new FileInfo(target);
        var stamp = string.Create(CultureInfo.InvariantCulture, $"{target}|{(actual.Exists ? actual.Length : -1)}|{actual.LastWriteTimeUtc.Ticks}");
        return new(NameOf(info.FullName), stamp, () => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
    }

    // A file is called as its path was given, so that messages lead back to it.
    private string NameOf(string file) =>
        Path.IsPathRooted(path) ? file : Path.GetRelativePath(root, file).Replace('\\', '/');
}
