using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrafficRouting.Kubernetes;

/// <summary>
/// The Lease of each rollout, as controllers elect a leader: who sees another one's Lease unchanged for as long as it lasts takes it. Safe for concurrent use.
/// </summary>
internal sealed class RolloutLeases(ClusterObjects objects, RolloutObjects names, TimeProvider time)
{
    private readonly Observed _observed = new(time);

    public async Task<bool> TryAsync(string rollout, string replica, TimeSpan duration, CancellationToken cancellationToken)
    {
        var name = names.StateOf(rollout);
        var isGivenBack = duration <= TimeSpan.Zero;
        var found = await objects.FindAsync(ObjectKind.Leases, objects.Namespace, name, cancellationToken).ConfigureAwait(false);
        if (found.IsMissing)
        {
            return isGivenBack || (await objects.CreateAsync(
                ObjectKind.Leases, objects.Namespace, new() { ["metadata"] = names.StateMetadata(rollout), ["spec"] = Spec(replica, duration, 0) }, cancellationToken).ConfigureAwait(false)).IsThere;
        }

        var spec = found.Object.TryGetProperty("spec", out var given) ? given : default;
        var holder = Text(spec, "holderIdentity");
        var isMine = string.Equals(holder, replica, StringComparison.Ordinal);
        if (_observed.Age(name, found.Version) is var age && !isMine && !string.IsNullOrEmpty(holder) && age < TimeSpan.FromSeconds(Number(spec, "leaseDurationSeconds")))
            return false;
        var change = new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = found.Version },
            ["spec"] = Spec(isGivenBack ? "" : replica, duration, Number(spec, "leaseTransitions") + (isMine ? 0 : 1)),
        };
        return (await objects.PatchAsync(ObjectKind.Leases, name, change, cancellationToken).ConfigureAwait(false)).IsThere;
    }

    private JsonObject Spec(string holder, TimeSpan duration, int transitions) => new()
    {
        ["holderIdentity"] = holder,
        // Whole seconds, of which there must be one.
        ["leaseDurationSeconds"] = Math.Max(1, (int)Math.Ceiling(duration.TotalSeconds)),
        ["renewTime"] = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        ["leaseTransitions"] = transitions,
    };

    private static string? Text(JsonElement spec, string name) => spec.ValueKind == JsonValueKind.Object && spec.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static int Number(JsonElement spec, string name) =>
        spec.ValueKind == JsonValueKind.Object && spec.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : 0;
}
