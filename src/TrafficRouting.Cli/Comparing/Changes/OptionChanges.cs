using System.Text.Encodings.Web;
using System.Text.Json;

namespace TrafficRouting.Cli;

/// <summary>Which keys of two options differ, with what they say.</summary>
internal static class OptionChanges
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<string> Of(ObjectShape shape, object before, object after, IReadOnlyCollection<string> except) =>
        from key in shape.Keys
        where !except.Contains(key.Name, StringComparer.Ordinal) && !key.Same(before, after)
        select $"{key.Name} {Show(key, before)} -> {Show(key, after)}";

    private static string Show(Key key, object owner) =>
        key.Write(owner)?.ToJsonString(Relaxed) ?? (key.Default is not { } usual ? "none" : key.Shape is ScalarShape scalar ? scalar.Write(usual).ToJsonString(Relaxed) : "{}");
}
