using System.Text;

namespace TrafficRouting.Manifests;

/// <summary>Reads an HTTPDirectResponse.</summary>
internal static class DirectResponseReader
{
    private const int Largest = 1024 * 1024;
    private const int Large = 100 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static DirectResponseOptions? Read(Fields? response)
    {
        if (response is null)
            return null;
        if (!response.Has("status"))
            response.Missing("status");
        return new() { Status = response.Integer("status", 200, 599) ?? 200, Body = ReadBody(response.Map("body")) };
    }

    private static string? ReadBody(Fields? body)
    {
        if (body is null)
            return null;
        var (text, bytes) = (body.Text("string"), body.Text("bytes"));
        if (text is not null && bytes is not null)
            body.Error("takes only one of string and bytes");
        text ??= bytes is null ? null : Decode(body, bytes);
        var size = text is null ? 0 : Utf8.GetByteCount(text);
        if (size > Largest)
            body.Error($"must be at most {Largest} bytes, not {size}");
        else if (size > Large)
            body.Warning($"is {size} bytes, which every table in memory carries");
        return text;
    }

    private static string? Decode(Fields body, string bytes)
    {
        try
        {
            return Utf8.GetString(Convert.FromBase64String(bytes));
        }
        catch (FormatException)
        {
            body.Error("bytes", "must be base64");
        }
        catch (DecoderFallbackException)
        {
            body.Error("bytes", "must be UTF-8 text once decoded; other bodies cannot be answered here");
        }

        return null;
    }
}
