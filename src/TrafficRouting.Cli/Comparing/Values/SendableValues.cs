using System.Net.Http.Headers;
using TrafficRouting.Http;

namespace TrafficRouting.Cli;

/// <summary>What fields of a request can be: values that leave the process as they are, the usual ones first.</summary>
internal static class SendableValues
{
    public static IEnumerable<FieldValue> Of(RequestField field, IEnumerable<string> texts) => field.Kind switch
    {
        RequestFieldKind.Method => Present(["GET", "POST", .. texts.Where(IsMethod)]),
        RequestFieldKind.Path => Present(["/", .. texts.SelectMany(t => t.StartsWith('/') ? new[] { t } : [t, $"/{t}"]).Where(IsPath)]),
        RequestFieldKind.Scheme => Present(["http", "https"]),
        RequestFieldKind.Header => [FieldValue.Missing, .. Present(texts.Where(IsHeader))],
        RequestFieldKind.Cookie => [FieldValue.Missing, .. Present(texts.Where(IsCookie))],
        _ => [FieldValue.Missing, .. Present(texts)],
    };

    private static IEnumerable<FieldValue> Present(IEnumerable<string> texts) => texts.Select(FieldValue.Of);

    private static bool IsMethod(string text) =>
        text.Length > 0 && MediaTypeHeaderValue.TryParse($"{text}/x", out _) && SentMethod.Of(new(text)) == text;

    private static bool IsPath(string text) =>
        text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal) && Uri.TryCreate($"http://x{text}", UriKind.Absolute, out var uri) && uri.AbsolutePath == text && uri.PathAndQuery == text;

    private static bool IsHeader(string text) => !text.Any(c => char.IsControl(c) || !char.IsAscii(c)) && text == text.Trim();

    private static bool IsCookie(string text) => !text.Any(c => char.IsControl(c) || c is ';' or ',' or ' ' || !char.IsAscii(c));
}
