using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrafficRouting.Rollouts;

/// <summary>Tells changed steps from unchanged ones across restarts and replicas.</summary>
internal static partial class RolloutHash
{
    public static string Of(IList<RolloutStepOptions> steps) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(steps, StepsContext.Default.IListRolloutStepOptions)))[..16];

    [JsonSerializable(typeof(IList<RolloutStepOptions>))]
    [JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    private sealed partial class StepsContext : JsonSerializerContext;
}
