using System.Collections.Immutable;
using TrafficRouting.Http;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Configuration.ClusterValidators;

namespace TrafficRouting.Yarp;

/// <summary>Refuses clusters whose metadata says of routing what cannot be.</summary>
internal sealed class ClusterMetadataValidator(IEnumerable<TableRegistration> tables) : IClusterValidator
{
    public ValueTask ValidateAsync(ClusterConfig cluster, IList<Exception> errors)
    {
        foreach (var (key, value) in cluster.Metadata ?? ImmutableDictionary<string, string>.Empty)
        {
            if (key.StartsWith(ClusterMetadata.Prefix, StringComparison.OrdinalIgnoreCase) && Problem(key, value) is { } problem)
                errors.Add(new InvalidOperationException($"{problem} (Cluster '{cluster.ClusterId}', Metadata)"));
        }

        return default;
    }

    private string? Problem(string key, string value)
    {
        if (key.Equals(ClusterMetadata.EnabledKey, StringComparison.OrdinalIgnoreCase))
            return bool.TryParse(value, out _) ? null : $"'{ClusterMetadata.EnabledKey}' is '{value}'. Write true or false.";
        if (!key.Equals(ClusterMetadata.TableKey, StringComparison.OrdinalIgnoreCase))
            return $"'{key}' is not known. Known are '{ClusterMetadata.EnabledKey}' and '{ClusterMetadata.TableKey}'.";
        return tables.Any(t => t.Name == value) ? null : RouterStartup.MissingTable(value, tables);
    }
}
