namespace TrafficRouting.Manifests;

/// <summary>The methods whose requests a mesh retries: all of them.</summary>
internal static class RetriedMethods
{
    public static readonly string[] All = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "POST", "PATCH"];
}
