using System.Globalization;
using System.Text;

namespace TrafficRouting.Kubernetes;

/// <summary>Says which rights are missing, and what to write to give them.</summary>
internal static class MissingRights
{
    /// <summary>Gives one warning for all that is missing, or null.</summary>
    public static Finding? Find(IEnumerable<ReflectorStatus> reflectors, string path)
    {
        var forbidden = reflectors.Where(r => r.Denial is not null).ToList();
        if (forbidden.Count == 0)
            return null;
        var text = new StringBuilder($"The cluster does not let this application see {string.Join(", ", forbidden.Select(r => r.Resource.Plural).Distinct(StringComparer.Ordinal))} ({forbidden[0].Denial}); routing goes on without.");
        foreach (var place in forbidden.GroupBy(r => r.Namespace.Length > 0).OrderBy(g => !g.Key))
        {
            var namespaces = place.Select(r => r.Namespace).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            text.Append(place.Key ? $" Add to the Role of its service account in {string.Join(", ", namespaces)}:" : " Add to the ClusterRole of its service account:");
            foreach (var group in place.GroupBy(r => r.Resource.Group, StringComparer.Ordinal))
            {
                var plurals = group.Select(r => $"\"{r.Resource.Plural}\"").Distinct(StringComparer.Ordinal);
                text.Append(CultureInfo.InvariantCulture, $"\n- apiGroups: [\"{group.Key}\"]\n  resources: [{string.Join(", ", plurals)}]\n  verbs: [\"get\", \"list\", \"watch\"]");
            }
        }

        return new(FindingSeverity.Warning, path, text.ToString());
    }
}
