using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrafficRouting.Cli;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RolloutReading))]
[JsonSerializable(typeof(List<RolloutReading>))]
[JsonSerializable(typeof(ProblemReading))]
internal sealed partial class ReadingJson : JsonSerializerContext;
