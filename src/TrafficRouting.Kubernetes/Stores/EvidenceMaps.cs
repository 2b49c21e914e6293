using System.Text.Json;
using System.Text.Json.Nodes;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Kubernetes;

/// <summary>What replicas saw, a ConfigMap each, which nobody else writes and which stays until whoever judges removes it. Safe for concurrent use.</summary>
internal sealed class EvidenceMaps(ClusterObjects objects, RolloutObjects names)
{
    private const string Key = "evidence";
    private const string Replica = "traffic-routing/replica";

    public async Task PublishAsync(ReplicaEvidence mine, CancellationToken cancellationToken)
    {
        var name = names.EvidenceOf(mine.Rollout, mine.Replica);
        // Patched mostly; between a miss and the creation another call of this replica may create it.
        var answer = await objects.PatchAsync(ObjectKind.ConfigMaps, name, Content(new(), mine), cancellationToken).ConfigureAwait(false);
        if (answer.IsMissing)
            answer = await objects.CreateAsync(ObjectKind.ConfigMaps, objects.Namespace, Content(names.EvidenceMetadata(mine.Rollout, mine.Replica), mine), cancellationToken).ConfigureAwait(false);
        if (answer.IsConflict)
            await objects.PatchAsync(ObjectKind.ConfigMaps, name, Content(new(), mine), cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<ReplicaEvidence>> CollectAsync(string rollout, CancellationToken cancellationToken)
    {
        var answer = await objects.ListAsync(ObjectKind.ConfigMaps, names.AllEvidenceOf(rollout), cancellationToken).ConfigureAwait(false);
        var all = new List<ReplicaEvidence>();
        if (!answer.IsThere)
            return all;
        foreach (var map in answer.Object.GetProperty("items").EnumerateArray())
        {
            var metadata = map.GetProperty("metadata");
            if (metadata.TryGetProperty("annotations", out var annotations) && annotations.TryGetProperty(Replica, out var replica))
                all.Add(new(rollout, replica.GetString()!, ContentOf(map)));
        }

        return all;
    }

    public async Task RemoveAsync(ReplicaEvidence seen, CancellationToken cancellationToken)
    {
        var name = names.EvidenceOf(seen.Rollout, seen.Replica);
        var found = await objects.FindAsync(ObjectKind.ConfigMaps, objects.Namespace, name, cancellationToken).ConfigureAwait(false);
        // A conflict says that the replica is not gone.
        if (found.IsThere && seen.Content.Span.SequenceEqual(ContentOf(found.Object)))
            await objects.DeleteAsync(ObjectKind.ConfigMaps, name, found.Version, cancellationToken).ConfigureAwait(false);
    }

    private static JsonObject Content(JsonObject metadata, ReplicaEvidence mine)
    {
        metadata["annotations"] = new JsonObject { [Replica] = mine.Replica };
        return new() { ["metadata"] = metadata, ["binaryData"] = new JsonObject { [Key] = Convert.ToBase64String(mine.Content.Span) } };
    }

    // What cannot be read is left out by whoever reads reports, with a warning.
    private static byte[] ContentOf(JsonElement map) =>
        map.TryGetProperty("binaryData", out var data) && data.TryGetProperty(Key, out var content) && content.TryGetBytesFromBase64(out var bytes) ? bytes : [];
}
