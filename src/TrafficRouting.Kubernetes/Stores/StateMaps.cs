using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Kubernetes;

/// <summary>The states of rollouts, a ConfigMap each, compared and swapped by <c>resourceVersion</c>. Safe for concurrent use.</summary>
internal sealed class StateMaps(ClusterObjects objects, RolloutObjects names)
{
    private const string Key = "state";

    // Somebody may put labels on the ConfigMap in the very moment, but not all the time.
    private const int MaxTries = 5;

    // Of which state each version that the server knows was read last: mostly the next write needs no other look.
    private readonly ConcurrentDictionary<string, (long State, string Version)> _read = new(StringComparer.Ordinal);

    public async Task<RolloutState?> ReadAsync(string rollout, CancellationToken cancellationToken)
    {
        var name = names.StateOf(rollout);
        var answer = await objects.FindAsync(ObjectKind.ConfigMaps, objects.Namespace, name, cancellationToken).ConfigureAwait(false);
        if (!answer.IsThere)
            return null;
        var state = Parse(rollout, name, answer.Object);
        _read[name] = (state.Version, answer.Version);
        return state;
    }

    public async Task<bool> TryWriteAsync(RolloutState state, long expected, CancellationToken cancellationToken)
    {
        var name = names.StateOf(state.Name);
        if (expected == 0)
            return await TryCreateAsync(state, name, cancellationToken).ConfigureAwait(false);
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var known = _read.GetValueOrDefault(name);
            if (known.State != expected)
            {
                if ((await ReadAsync(state.Name, cancellationToken).ConfigureAwait(false))?.Version != expected || !_read.TryGetValue(name, out known))
                    return false;
            }

            var change = new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = known.Version }, ["data"] = Data(state) };
            var answer = await objects.PatchAsync(ObjectKind.ConfigMaps, name, change, cancellationToken).ConfigureAwait(false);
            _read.TryRemove(name, out _);
            if (answer.IsMissing)
                return false;
            if (!answer.IsThere)
                continue;
            _read[name] = (state.Version, answer.Version);
            return true;
        }

        throw new RolloutStoreException($"ConfigMap '{objects.Namespace}/{name}' was changed {MaxTries} times in a row without another state. See who writes it: kubectl get configmap {name} -o yaml --show-managed-fields.");
    }

    private async Task<bool> TryCreateAsync(RolloutState state, string name, CancellationToken cancellationToken)
    {
        var answer = await objects.CreateAsync(ObjectKind.ConfigMaps, objects.Namespace, new() { ["metadata"] = names.StateMetadata(state.Name), ["data"] = Data(state) }, cancellationToken).ConfigureAwait(false);
        if (answer.IsMissing)
            throw new RolloutStoreException($"There is no namespace '{objects.Namespace}' in the cluster; create it, or set Namespace.");
        if (answer.IsThere)
            _read[name] = (state.Version, answer.Version);
        else
            // What is no state at all must not look like another version of it.
            await ReadAsync(state.Name, cancellationToken).ConfigureAwait(false);
        return answer.IsThere;
    }

    private static JsonObject Data(RolloutState state) => new() { [Key] = Encoding.UTF8.GetString(RolloutStateSerializer.Serialize(state)) };

    private RolloutState Parse(string rollout, string name, JsonElement map)
    {
        try
        {
            if (!map.TryGetProperty("data", out var data) || !data.TryGetProperty(Key, out var text))
                throw new FormatException($"it has no '{Key}'");
            var state = RolloutStateSerializer.Deserialize(Encoding.UTF8.GetBytes(text.GetString()!));
            return string.Equals(state.Name, rollout, StringComparison.OrdinalIgnoreCase) ? state : throw new FormatException($"it is the state of rollout '{state.Name}'");
        }
        catch (FormatException e)
        {
            throw new RolloutStoreException($"ConfigMap '{objects.Namespace}/{name}' is refused: {e.Message}. Choose another NamePrefix, or delete it to begin the rollout anew.", e);
        }
    }
}
