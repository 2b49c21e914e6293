using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrafficRouting.Kubernetes;

/// <summary>How the objects of rollouts are called and labelled.</summary>
internal sealed class RolloutObjects(string prefix)
{
    private const string StoreLabel = "traffic-routing/store";
    private const string RolloutLabel = "traffic-routing/rollout";
    private const string PartLabel = "traffic-routing/part";
    private const string StatePart = "state";
    private const string EvidencePart = "evidence";
    private const int MaxLabel = 63;
    private const int HashLength = 8;

    // Fleets may share a namespace.
    private readonly string _store = prefix.TrimEnd('-');

    /// <summary>Gets what selects the states of all rollouts of the store.</summary>
    public string AllStates => $"{StoreLabel}={_store},{PartLabel}={StatePart}";

    /// <summary>Gives a rollout's name as labels and names of objects take it; the same for any case, and for no two rollouts.</summary>
    public static string Safe(string name)
    {
        var lower = name.ToLowerInvariant();
        if (lower.Length is > 0 and <= MaxLabel && lower.All(IsPlain) && lower[0] != '-' && lower[^1] != '-')
            return lower;
        var plain = new string([.. lower.Select(c => IsPlain(c) ? c : '-').Take(MaxLabel - HashLength - 1)]).Trim('-');
        return $"{plain}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lower)))[..HashLength]}".TrimStart('-');
    }

    /// <summary>Gives whose an object is, as <see cref="Safe"/> writes it, or null.</summary>
    public static string? RolloutOf(JsonElement stored) =>
        stored.TryGetProperty("metadata", out var metadata) && metadata.TryGetProperty("labels", out var labels) && labels.TryGetProperty(RolloutLabel, out var rollout) ? rollout.GetString() : null;

    /// <summary>Gives the name of a rollout's ConfigMap and Lease.</summary>
    public string StateOf(string rollout) => prefix + Safe(rollout);

    /// <summary>Gives the name of the ConfigMap that has what a replica saw.</summary>
    public string EvidenceOf(string rollout, string replica) => $"{StateOf(rollout)}.{Safe(replica)}";

    /// <summary>Gives what selects what all replicas of a rollout saw.</summary>
    public string AllEvidenceOf(string rollout) => $"{StoreLabel}={_store},{RolloutLabel}={Safe(rollout)},{PartLabel}={EvidencePart}";

    public JsonObject StateMetadata(string rollout) => Metadata(StateOf(rollout), rollout, StatePart);

    public JsonObject EvidenceMetadata(string rollout, string replica) => Metadata(EvidenceOf(rollout, replica), rollout, EvidencePart);

    private JsonObject Metadata(string name, string rollout, string part) => new()
    {
        ["name"] = name,
        ["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = "traffic-routing", [StoreLabel] = _store, [RolloutLabel] = Safe(rollout), [PartLabel] = part },
    };

    private static bool IsPlain(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-';
}
