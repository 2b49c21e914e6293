namespace TrafficRouting.Manifests;

/// <summary>What a file looks like without being read.</summary>
/// <param name="Place">Where its folder is, or what a link leads to: a ConfigMap changes by swapping a link on the way.</param>
/// <param name="Length">Its length; -1 where nothing is there.</param>
/// <param name="Ticks">When it was written.</param>
internal readonly record struct FileStamp(string Place, long Length, long Ticks)
{
    public static FileStamp Of(string path, Links links)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is null)
            return new(links.Resolve(file.DirectoryName!), file.Exists ? file.Length : -1, file.LastWriteTimeUtc.Ticks);
        var target = new FileInfo(links.Resolve(path));
        return new(target.FullName, target.Exists ? target.Length : -1, target.LastWriteTimeUtc.Ticks);
    }
}
