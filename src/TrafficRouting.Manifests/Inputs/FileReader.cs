namespace TrafficRouting.Manifests;

/// <summary>Reads files whole: what changes while it is read is not taken.</summary>
internal sealed class FileReader(TextParser parser, Func<string, string> nameOf)
{
    private const int MaxAttempts = 5;

    /// <summary>Reads a file that looked a certain way before, or gives null where it looks otherwise afterwards.</summary>
    /// <param name="path">The path.</param>
    /// <param name="stamp">What it looked like before.</param>
    /// <param name="isNeeded">Whether nothing is there to go on with, so that a file that changes is read again.</param>
    public ManifestText? Read(string path, FileStamp stamp, bool isNeeded)
    {
        for (var attempt = 1; ; attempt++)
        {
            var text = Read(path, stamp);
            var after = FileStamp.Of(path, new Links());
            if (after == stamp)
                return text;
            if (!isNeeded)
                return null;
            if (attempt == MaxAttempts)
                return ManifestText.Rejected(nameOf(path), "This changes while it is read.", isReachable: false);
            stamp = after;
        }
    }

    private ManifestText Read(string path, FileStamp stamp)
    {
        var name = nameOf(path);
        // Opening a pipe would wait until somebody writes to it.
        if (stamp.Length == 0)
            return ManifestText.Rejected(name, "This is empty, or not a file that can be read to its end, such as a pipe.");
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return parser.Parse(name, stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ManifestText.Rejected(name, e.Message, isReachable: false);
        }
    }
}
