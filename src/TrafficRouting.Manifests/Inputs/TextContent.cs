using System.Buffers;
using System.Text;

namespace TrafficRouting.Manifests;

/// <summary>Turns bytes into text; what is not text is an <see cref="InvalidDataException"/>.</summary>
internal static class TextContent
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a stream to its end, which must come within a number of bytes.</summary>
    public static string Read(Stream stream, int maxBytes)
    {
        var expected = stream.CanSeek ? Math.Clamp(stream.Length - stream.Position, 0, maxBytes) : 4096;
        var content = ArrayPool<byte>.Shared.Rent((int)Math.Min(expected + 1, Array.MaxLength));
        try
        {
            var length = 0;
            while (stream.Read(content, length, content.Length - length) is > 0 and var read)
            {
                length += read;
                if (length > maxBytes)
                    throw new InvalidDataException($"Larger than {maxBytes:N0} bytes; split it, or raise MaxFileBytes.");
                if (length == content.Length)
                    Grow(ref content);
            }

            return Decode(content.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(content);
        }
    }

    private static void Grow(ref byte[] content)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * content.Length, Array.MaxLength));
        content.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(content);
        content = larger;
    }

    private static string Decode(ReadOnlySpan<byte> content)
    {
        var text = content switch
        {
            [0xEF, 0xBB, 0xBF, .. var rest] => Whole(rest),
            [0xFF, 0xFE, .. var rest] => Encoding.Unicode.GetString(rest),
            [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
            _ => Whole(content),
        };
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new InvalidDataException("This is binary, not text.");
        // That is what a file looks like while it is being written.
        return string.IsNullOrWhiteSpace(text) ? throw new InvalidDataException("This is empty.") : text;
    }

    private static string Whole(ReadOnlySpan<byte> content)
    {
        try
        {
            return Utf8.GetString(content);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException("This is not UTF-8 text.", e);
        }
    }
}
