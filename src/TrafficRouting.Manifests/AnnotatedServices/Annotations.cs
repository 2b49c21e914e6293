using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Reads the annotations that publish a Service.</summary>
internal static class Annotations
{
    private const string Prefix = "api7.cloud/";
    private const string Published = Prefix + "published-service";
    private const string IsCanary = Prefix + "published-canary-service";
    private const string Percentage = Prefix + "published-service-canary-percentage";
    private const int DefaultPercentage = 10;

    private static readonly string[] All = [Published, IsCanary, Percentage];

    public static PublishedService? Read(ManifestDocument document)
    {
        if (document.Metadata?.Map("annotations") is not { } annotations || !document.Annotations.Keys.Any(k => k.StartsWith(Prefix + "published", StringComparison.Ordinal)))
            return null;
        foreach (var unknown in document.Annotations.Keys.Where(k => k.StartsWith(Prefix + "published", StringComparison.Ordinal) && !All.Contains(k, StringComparer.Ordinal)))
            annotations.Error(unknown, $"is no annotation that is known{Words.DidYouMean(unknown, All)}. Allowed: {string.Join(", ", All)}");
        if (annotations.RequiredText(Published) is not { } host)
            return null;
        // Whatever else the flag says takes the canary out.
        var isCanary = annotations.Text(IsCanary) is "true";
        if (!isCanary && document.Annotations.TryGetValue(IsCanary, out var flag) && flag is not "false")
            annotations.Warning(IsCanary, $"'{flag}' is not \"true\", so the Service is no canary");
        if (!isCanary && annotations.Has(Percentage))
            annotations.Warning(Percentage, $"counts only with {IsCanary}: \"true\"");
        var percentage = ReadPercentage(annotations);
        return new(document, host.TrimEnd('.').ToLowerInvariant(), isCanary ? percentage : null) { WasCanary = annotations.Has(IsCanary) || annotations.Has(Percentage) };
    }

    private static int ReadPercentage(Fields annotations)
    {
        if (annotations.Text(Percentage) is not { } text)
            return DefaultPercentage;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var percentage) && percentage <= 100)
            return percentage;
        annotations.Error(Percentage, $"must be a whole number from 0 to 100, not '{text}'");
        return DefaultPercentage;
    }
}
