using System.IO.Enumeration;

namespace TrafficRouting.Manifests;

/// <summary>Finds the files of a folder, without making anything anew for those that are known.</summary>
internal sealed class FolderScan(string folder, Func<ReadOnlySpan<char>, bool> takes, Dictionary<string, ManifestFile> known, Links links, int look)
    : FileSystemEnumerator<ManifestFile>(folder, Options)
{
    private static readonly EnumerationOptions Options = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    private readonly string _place = links.Resolve(Path.TrimEndingDirectorySeparator(folder));
    private readonly Dictionary<string, ManifestFile>.AlternateLookup<ReadOnlySpan<char>> _known = known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Looks at all files.</summary>
    public void Run()
    {
        while (MoveNext())
        {
        }
    }

    protected override bool ShouldIncludeEntry(ref FileSystemEntry entry) => !entry.IsDirectory && takes(entry.FileName);

    protected override ManifestFile TransformEntry(ref FileSystemEntry entry)
    {
        if (!_known.TryGetValue(entry.FileName, out var file))
            _known[entry.FileName] = file = new ManifestFile(entry.ToFullPath());
        var isLink = entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
        file.Found(isLink ? FileStamp.Of(file.FullPath, links) : new(_place, entry.Length, entry.LastWriteTimeUtc.UtcTicks), look);
        return file;
    }
}
