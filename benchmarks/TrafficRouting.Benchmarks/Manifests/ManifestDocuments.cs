using System.Globalization;
using System.Text;

namespace TrafficRouting.Benchmarks.Manifests;

/// <summary>Documents of a large mesh: a VirtualService with ten rules for each of many services, as teams write them.</summary>
internal static class ManifestDocuments
{
    public const int Rules = 10;

    public static string VirtualServices(int count)
    {
        var yaml = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"---\napiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: service-{i}\n  namespace: shop\nspec:\n  hosts:\n  - service-{i}\n  http:\n");
            for (var rule = 0; rule < Rules; rule++)
            {
                yaml.Append(
                    CultureInfo.InvariantCulture,
                    $"  - name: rule-{rule}\n    match:\n    - uri:\n        prefix: /api/v{rule}/\n      headers:\n        end-user:\n          exact: user-{rule}\n    route:\n    - destination:\n        host: service-{i}\n        subset: v1\n      weight: 90\n    - destination:\n        host: service-{i}\n        subset: v2\n      weight: 10\n    timeout: 5s\n");
            }

            yaml.Append(CultureInfo.InvariantCulture, $"---\napiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata:\n  name: service-{i}\n  namespace: shop\nspec:\n  host: service-{i}\n  subsets:\n  - name: v1\n    labels:\n      version: v1\n  - name: v2\n    labels:\n      version: v2\n");
        }

        return yaml.ToString();
    }
}
