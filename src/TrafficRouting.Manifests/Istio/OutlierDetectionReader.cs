using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Reads an OutlierDetection: when endpoints are left out. Never the whole destination, which keeps its share.</summary>
internal static class OutlierDetectionReader
{
    private const int DefaultErrors = 5;
    private const int DefaultMaxPercent = 10;
    private const int MostErrors = 10_000;

    private static readonly TimeSpan DefaultEjection = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestEjection = TimeSpan.FromSeconds(300);

    /// <summary>Reads when endpoints are left out; null for never.</summary>
    public static HealthOptions? Read(Fields? detection)
    {
        if (detection is null)
            return null;
        var (errors, gateway) = (detection.Integer("consecutive5xxErrors", least: 0) ?? DefaultErrors, detection.Integer("consecutiveGatewayErrors", least: 0) ?? 0);
        var ejection = IstioDuration.Read(detection, "baseEjectionTime") ?? DefaultEjection;
        var share = detection.Integer("maxEjectionPercent", 0, 100) ?? 0;
        var codes = ReadCodes(detection);
        _ = IstioDuration.Read(detection, "interval");
        CheckRest(detection, errors, gateway);
        if (errors == 0 && gateway == 0)
            return null;

        // The counter with the lower limit is the first to eject.
        var countsGateway = gateway > 0 && (errors == 0 || gateway < errors);
        var health = detection.Locate(new HealthOptions
        {
            Scope = HealthScope.Endpoints,
            ConsecutiveFailures = Math.Min(countsGateway ? gateway : errors, MostErrors),
            EjectionTime = ejection,
            MaxEjectionTime = ejection > LongestEjection ? ejection : LongestEjection,
            MaxEjectedShare = (share == 0 ? DefaultMaxPercent : share) / 100.0,
        });
        foreach (var status in countsGateway ? ["502-504"] : codes.DefaultIfEmpty("5xx"))
            health.Statuses.Add(status);
        return health;
    }

    private static List<string> ReadCodes(Fields detection)
    {
        var codes = new List<string>();
        foreach (var item in detection.Items("outlierDetectionHttpErrorCodes"))
        {
            if (item is ScalarNode { Value: var text } && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 100 and <= 599)
                codes.Add(text);
            else
                detection.Error("outlierDetectionHttpErrorCodes", "must be statuses from 100 to 599");
        }

        return codes;
    }

    private static void CheckRest(Fields detection, int errors, int gateway)
    {
        var isSplit = detection.Flag("splitExternalLocalOriginErrors") is true;
        var local = detection.Integer("consecutiveLocalOriginFailures", least: 0);
        if (isSplit)
            detection.Warning("splitExternalLocalOriginErrors", "is not done here: connections that fail count among the errors");
        else if (local > 0 && detection.IsSound)
            detection.Error("consecutiveLocalOriginFailures", "needs splitExternalLocalOriginErrors: true");
        if (detection.Integer("consecutiveErrors", least: 0) > 0)
            detection.Warning("consecutiveErrors", "is deprecated and has no effect, in Istio too; write consecutive5xxErrors");
        if (detection.Integer("minHealthPercent", 0, 100) > 0)
            detection.Warning("minHealthPercent", "is not done here: all endpoints take requests once all of them are ejected, not before");
        if (gateway > 0 && gateway < errors)
            detection.Warning("consecutiveGatewayErrors", $"counts alone here, because there is one counter; other statuses of 5xx, {errors} of which would eject too, do not. Write consecutive5xxErrors: 0 to say so");
    }
}
