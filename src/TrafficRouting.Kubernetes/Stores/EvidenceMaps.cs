using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Kubernetes;

/// <summary>What replicas saw, a ConfigMap each, which nobody else writes; whoever collects removes those of replicas that are gone. Safe for concurrent use.</summary>
internal sealed class EvidenceMaps(ClusterObjects objects, RolloutObjects names, TimeProvider time)
{
    private const string Key = "evidence";
    private const string Replica = "traffic-routing/replica";
    private const string Keep = "traffic-routing/keep-seconds";

    private readonly Observed _observed = new(time);

    public async Task PublishAsync(ReplicaEvidence mine, TimeSpan keep, CancellationToken cancellationToken)
    {
        var name = names.EvidenceOf(mine.Rollout, mine.Replica);
        // Patched mostly; between a miss and the creation another call of this replica may create it.
        var answer = await objects.PatchAsync(ObjectKind.ConfigMaps, name, Content(new(), mine, keep), cancellationToken).ConfigureAwait(false);
        if (answer.IsMissing)
            answer = await objects.CreateAsync(ObjectKind.ConfigMaps, objects.Namespace, Content(names.EvidenceMetadata(mine.Rollout, mine.Replica), mine, keep), cancellationToken).ConfigureAwait(false);
        if (answer.IsConflict)
            await objects.PatchAsync(ObjectKind.ConfigMaps, name, Content(new(), mine, keep), cancellationToken).ConfigureAwait(false);
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
            var (name, version) = (metadata.GetProperty("name").GetString()!, metadata.GetProperty("resourceVersion").GetString()!);
            if (Annotation(metadata, Replica) is not { } replica)
                continue;
            if (_observed.Age(name, version) <= KeepOf(metadata))
                all.Add(new(rollout, replica, ContentOf(map)));
            else if ((await objects.DeleteAsync(ObjectKind.ConfigMaps, name, version, cancellationToken).ConfigureAwait(false)).IsConflict is false)
                _observed.Forget(name);
        }

        return all;
    }

    private static JsonObject Content(JsonObject metadata, ReplicaEvidence mine, TimeSpan keep)
    {
        metadata["annotations"] = new JsonObject { [Replica] = mine.Replica, [Keep] = keep.TotalSeconds.ToString(CultureInfo.InvariantCulture) };
        return new() { ["metadata"] = metadata, ["binaryData"] = new JsonObject { [Key] = Convert.ToBase64String(mine.Content.Span) } };
    }

    private static TimeSpan KeepOf(JsonElement metadata) =>
        double.TryParse(Annotation(metadata, Keep), CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1e9 ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;

    private static string? Annotation(JsonElement metadata, string name) =>
        metadata.TryGetProperty("annotations", out var all) && all.TryGetProperty(name, out var value) ? value.GetString() : null;

    // What cannot be read is left out by whoever reads reports, with a warning.
    private static byte[] ContentOf(JsonElement map) =>
        map.TryGetProperty("binaryData", out var data) && data.TryGetProperty(Key, out var content) && content.TryGetBytesFromBase64(out var bytes) ? bytes : [];
}
