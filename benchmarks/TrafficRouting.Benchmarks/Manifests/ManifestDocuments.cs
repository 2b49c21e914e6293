using System.Globalization;
using System.Text;

namespace TrafficRouting.Benchmarks.Manifests;

/// <summary>Documents of a large mesh: a VirtualService with ten rules for each of many services, as teams write them.</summary>
internal static class ManifestDocuments
{
    public const int Rules = 10;

    /// <summary>A VirtualService with its DestinationRule.</summary>
    public static string VirtualService(int i, int weight = 90)
    {
        var yaml = new StringBuilder();
        yaml.Append(CultureInfo.InvariantCulture, $"---\napiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: service-{i}\n  namespace: shop\nspec:\n  hosts:\n  - service-{i}\n  http:\n");
        for (var rule = 0; rule < Rules; rule++)
        {
            yaml.Append(
                CultureInfo.InvariantCulture,
                $"  - name: rule-{rule}\n    match:\n    - uri:\n        prefix: /api/v{rule}/\n      headers:\n        end-user:\n          exact: user-{rule}\n    route:\n    - destination:\n        host: service-{i}\n        subset: v1\n      weight: {weight}\n    - destination:\n        host: service-{i}\n        subset: v2\n      weight: {100 - weight}\n    timeout: 5s\n");
        }

        yaml.Append(CultureInfo.InvariantCulture, $"---\napiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata:\n  name: service-{i}\n  namespace: shop\nspec:\n  host: service-{i}\n  subsets:\n  - name: v1\n    labels:\n      version: v1\n  - name: v2\n    labels:\n      version: v2\n");
        return yaml.ToString();
    }
}
