using System.Runtime.ExceptionServices;

namespace TrafficRouting.Manifests;

/// <summary>A file, the files a glob finds, or the YAML and JSON files of a directory.</summary>
internal sealed class FileInput : ManifestInput
{
    // So many files are read at the same time.
    private const int Many = 32;

    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    private readonly string _path;
    private readonly string _full;
    private readonly bool _isOptional;
    private readonly FileReader _reader;
    private readonly Glob? _glob;
    private readonly Dictionary<string, Dictionary<string, ManifestFile>> _folders = new(StringComparer.Ordinal);
    private ManifestText[] _texts = [];
    private bool _wereThere;
    private int _look;
    private int _failures;

    /// <summary>Initializes an input.</summary>
    /// <param name="path">The path as it was given.</param>
    /// <param name="root">The folder that a relative path starts from.</param>
    /// <param name="isOptional">Whether there may be nothing.</param>
    /// <param name="isWatched">Whether changes are looked for.</param>
    /// <param name="parser">Reads the texts.</param>
    public FileInput(string path, string root, bool isOptional, bool isWatched, TextParser parser)
    {
        _path = path;
        _full = Path.GetFullPath(path, root);
        _isOptional = isOptional;
        IsWatched = isWatched;
        // A file is called as its path was given, so that messages lead back to it.
        _reader = new(parser, file => Path.IsPathRooted(path) ? file : Path.GetRelativePath(root, file).Replace('\\', '/'));
        _glob = Glob.IsPattern(path) ? new(_full) : null;
    }

    public override string Name => _path;

    public override bool IsWatched { get; }

    public override IReadOnlyList<ManifestText> Look()
    {
        try
        {
            Find(new Links(), ++_look);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Once, the folders may be being swapped at this moment.
            if (_look == 1 || ++_failures == 2)
                _texts = [ManifestText.Rejected(_path, e.Message)];
            return _texts;
        }

        var changed = _look == 1 || _failures > 1;
        _failures = 0;
        if (_look == 1)
            ReadFirst([.. _folders.Values.SelectMany(f => f.Values)]);
        else
            changed |= ReadChanged();
        if (changed)
            _texts = TextsOf([.. _folders.Values.SelectMany(f => f.Values)]);
        return _texts;
    }

    private bool ReadChanged()
    {
        var changed = false;
        foreach (var files in _folders.Values)
        {
            foreach (var (name, file) in files)
            {
                if (!file.IsGone(_look))
                    changed |= file.Update(isFirst: false, _reader);
                else if (files.Remove(name))
                    changed |= file.Text is not null;
            }
        }

        return changed;
    }

    // Whoever starts waits for it.
    private void ReadFirst(List<ManifestFile> files)
    {
        if (files.Count < Many)
        {
            files.ForEach(f => f.Update(isFirst: true, _reader));
            return;
        }

        try
        {
            Parallel.ForEach(files, f => f.Update(isFirst: true, _reader));
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    private void Find(Links links, int look)
    {
        if (_glob is not null)
        {
            foreach (var folder in _glob.Folders(links))
                Scan(folder, _glob.Takes, links, look);
        }
        else if (Directory.Exists(_full))
        {
            Scan(_full, IsManifest, links, look);
        }
        else if (File.Exists(_full))
        {
            var files = FilesOf(string.Empty);
            if (!files.TryGetValue(_full, out var file))
                files[_full] = file = new ManifestFile(_full);
            file.Found(FileStamp.Of(_full, links), look);
        }
    }

    private void Scan(string folder, Func<ReadOnlySpan<char>, bool> takes, Links links, int look)
    {
        using var scan = new FolderScan(folder, takes, FilesOf(folder), links, look);
        scan.Run();
    }

    private Dictionary<string, ManifestFile> FilesOf(string folder)
    {
        if (!_folders.TryGetValue(folder, out var files))
            _folders[folder] = files = new(StringComparer.Ordinal);
        return files;
    }

    private ManifestText[] TextsOf(List<ManifestFile> files)
    {
        var texts = files.OrderBy(f => f.FullPath, StringComparer.Ordinal).Select(f => f.Text).OfType<ManifestText>().ToArray();
        var wereThere = _wereThere;
        _wereThere |= texts.Length > 0;
        if (texts.Length > 0 || _isOptional)
            return texts;
        var message = wereThere ? "The routing documents are gone; the last ones stay in force." : "No routing document was found here, and they are not optional.";
        return [ManifestText.Rejected(_path, message)];
    }

    // Mounted ConfigMaps keep their versions in folders and links that begin with a dot.
    private static bool IsManifest(ReadOnlySpan<char> name)
    {
        if (name[0] == '.')
            return false;
        foreach (var extension in Extensions)
        {
            if (name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
