using System.Text;

namespace TrafficRouting.Manifests;

/// <summary>Reads texts into documents; a text that cannot be read becomes a problem.</summary>
internal static class ManifestLoader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static IReadOnlyList<ManifestDocument> Load(IEnumerable<ManifestText> texts, int maxBytes, Problems problems)
    {
        var documents = new List<ManifestDocument>();
        foreach (var text in texts)
        {
            try
            {
                documents.AddRange(DocumentReader.Read(text.Name, Read(text, maxBytes), problems));
            }
            catch (DecoderFallbackException)
            {
                Refuse(text, problems, "This is not UTF-8 text.");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                Refuse(text, problems, e.Message);
            }
        }

        return documents;
    }

    private static string Read(ManifestText text, int maxBytes)
    {
        using var stream = text.Open();
        var content = new byte[Math.Min(maxBytes, stream.Length) + 1];
        var read = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        if (read > maxBytes)
            throw new InvalidDataException($"Larger than {maxBytes:N0} bytes; split it, or raise MaxFileBytes.");
        using var reader = new StreamReader(new MemoryStream(content, 0, read, writable: false), Utf8, detectEncodingFromByteOrderMarks: true);
        var whole = reader.ReadToEnd();
        if (whole.Contains('\0', StringComparison.Ordinal))
            throw new InvalidDataException("This is binary, not text.");
        // That is what a file looks like while it is being written.
        return string.IsNullOrWhiteSpace(whole) ? throw new InvalidDataException("This is empty.") : whole;
    }

    private static void Refuse(ManifestText text, Problems problems, string message) =>
        problems.Error(new Position(text.Name, 1, 1), text.Name, message);
}
