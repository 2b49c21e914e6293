namespace TrafficRouting.Manifests;

/// <summary>A file that was found, and what was read of it.</summary>
internal sealed class ManifestFile(string path)
{
    private FileStamp? _read;
    private FileStamp? _before;
    private FileStamp _now;
    private int _foundAt;
    private bool _isMissing;

    public string FullPath => path;

    /// <summary>Gets the text as it was read last; null before.</summary>
    public ManifestText? Text { get; private set; }

    public void Found(FileStamp stamp, int look) => (_now, _foundAt, _isMissing) = (stamp, look, false);

    /// <summary>Tells whether the file is gone for good: it was missing at the look before, too.</summary>
    public bool IsGone(int look)
    {
        if (_foundAt == look)
            return false;
        var isGone = _isMissing;
        _isMissing = true;
        return isGone;
    }

    /// <summary>Reads the file when it changed, and looks as it did at the look before, so that nobody is writing it.</summary>
    /// <param name="isFirst">Whether there was no look before, so that what there is has to do.</param>
    /// <param name="reader">Reads it.</param>
    /// <returns>Whether its text is another one.</returns>
    public bool Update(bool isFirst, FileReader reader)
    {
        if (_isMissing || _now == _read)
            return false;
        var isStill = isFirst || _now == _before;
        _before = _now;
        if (!isStill || reader.Read(path, _now, isFirst) is not { } text)
            return false;
        // Why a file cannot be opened is told once, and the file tried again.
        if (text.Unreachable is { } reason && Text?.Unreachable == reason)
            return false;
        _read = text.Unreachable is null ? _now : null;
        Text = text;
        return true;
    }
}
