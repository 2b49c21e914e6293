using System.Text.Json;
using Microsoft.Extensions.FileProviders;

namespace TrafficRouting;

/// <summary>Finds the line of a JSON file that cannot be parsed, which .NET does not report on a reload.</summary>
internal static class JsonFault
{
    private static readonly JsonDocumentOptions AsConfiguration = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Gives " (line 3)", or nothing where the file is not JSON or is good by now.</summary>
    public static string In(IFileInfo file)
    {
        if (!file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return "";
        try
        {
            using var stream = file.CreateReadStream();
            using var document = JsonDocument.Parse(stream, AsConfiguration);
            return "";
        }
        catch (JsonException exception)
        {
            return exception.LineNumber is { } line ? $" (line {Text.Of(line + 1)})" : "";
        }
        catch (Exception)
        {
            // It goes or changes at this moment, and the line is a courtesy.
            return "";
        }
    }
}
