using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrafficRouting.Rollouts;

/// <summary>
/// Writes a state as JSON that proves itself: a format name, a format version and a SHA-256 of the state's own text. For stores of all kinds.
/// </summary>
public static partial class RolloutStateSerializer
{
    private const string Format = "traffic-routing-rollout";
    private const int FormatVersion = 2;

    /// <summary>Writes a state.</summary>
    /// <param name="state">The state.</param>
    public static byte[] Serialize(RolloutState state)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(state, StateContext.Default.RolloutState);
        var head = $$"""{"format":"{{Format}}","formatVersion":{{FormatVersion}},"sha256":"{{Hash(json)}}","state":""";
        return [.. Encoding.UTF8.GetBytes(head), .. json, .. "}\n"u8];
    }

    /// <summary>Reads what <see cref="Serialize"/> wrote, or refuses it as a whole.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <exception cref="FormatException">The bytes are torn, were changed, or are something else.</exception>
    public static RolloutState Deserialize(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format) || !format.ValueEquals(Format))
                throw new FormatException("it is JSON, but no rollout's state");
            if (root.GetProperty("formatVersion").GetInt32() is var version and not FormatVersion)
                throw new FormatException($"its format version is {version}, this package reads {FormatVersion}");
            var state = root.GetProperty("state");
            var hash = Hash(JsonDocumentBytes(state));
            if (!root.GetProperty("sha256").ValueEquals(hash))
                throw new FormatException("its checksum does not fit: it was changed or damaged");
            return state.Deserialize(StateContext.Default.RolloutState) ?? throw new FormatException("its state is null");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException(utf8.IsEmpty ? "it is empty" : $"it is torn or no JSON ({e.Message})", e);
        }
    }

    private static byte[] JsonDocumentBytes(JsonElement element) => Encoding.UTF8.GetBytes(element.GetRawText());

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    [JsonSerializable(typeof(RolloutState))]
    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        UseStringEnumConverter = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
    private sealed partial class StateContext : JsonSerializerContext;
}
