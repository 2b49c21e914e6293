using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrafficRouting.AspNetCore;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TableView))]
[JsonSerializable(typeof(TrafficView))]
[JsonSerializable(typeof(LoadsView))]
[JsonSerializable(typeof(IReadOnlyList<RolloutView>))]
[JsonSerializable(typeof(RolloutView))]
[JsonSerializable(typeof(ExplainRequest))]
[JsonSerializable(typeof(ExplainView))]
internal sealed partial class PageJson : JsonSerializerContext;
