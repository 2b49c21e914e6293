using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace TrafficRouting.Manifests;

/// <summary>Writes documents in YAML, with comments above what has one.</summary>
/// <param name="comments">The comments, by reference.</param>
internal sealed partial class YamlWriter(IReadOnlyDictionary<JsonNode, string> comments)
{
    private const string Marker = "__comment";

    public string Write(IEnumerable<JsonObject> documents)
    {
        using var text = new StringWriter { NewLine = "\n" };
        foreach (var document in documents)
        {
            using var one = new StringWriter { NewLine = "\n" };
            var emitter = new Emitter(one, new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024));
            emitter.Emit(new StreamStart());
            emitter.Emit(new DocumentStart(null, null, isImplicit: true));
            Write(document, comment: null, emitter);
            emitter.Emit(new DocumentEnd(isImplicit: true));
            emitter.Emit(new StreamEnd());
            text.Write(text.GetStringBuilder().Length == 0 ? "" : "---\n");
            if (comments.TryGetValue(document, out var above))
                text.Write($"# {above}\n");
            text.Write(Marked().Replace(one.ToString().TrimEnd().TrimEnd('.').TrimEnd(), "${indent}# ${text}\n${indent}- ") + "\n");
        }

        return text.ToString();
    }

    // The emitter's own comments upset its indentation: one becomes an entry first.
    private void Write(JsonNode node, string? comment, Emitter emitter)
    {
        switch (node)
        {
            case JsonObject map:
                emitter.Emit(new MappingStart(null, null, isImplicit: true, map.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                if (comment is not null)
                {
                    emitter.Emit(Plain(Marker));
                    emitter.Emit(OfText(comment));
                }

                foreach (var (key, value) in map)
                {
                    emitter.Emit(Plain(key));
                    Write(value!, comment: null, emitter);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonArray list:
                emitter.Emit(new SequenceStart(null, null, isImplicit: true, SequenceStyle.Block));
                foreach (var item in list)
                    Write(item!, comments.GetValueOrDefault(item!), emitter);
                emitter.Emit(new SequenceEnd());
                break;
            default:
                emitter.Emit(node.GetValueKind() is JsonValueKind.String ? OfText(node.GetValue<string>()) : Plain(node.ToJsonString()));
                break;
        }
    }

    private static Scalar Plain(string text) => new(null, null, text, ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: false);

    // What could be read as something else than a text is quoted.
    private static Scalar OfText(string text) => Unmistakable().IsMatch(text) && !Words().IsMatch(text)
        ? Plain(text)
        : new(null, null, text, ScalarStyle.DoubleQuoted, isPlainImplicit: false, isQuotedImplicit: true);

    [GeneratedRegex(@"(?m)^(?<indent> *)- __comment: ""?(?<text>[^""\n]*)""?\n +", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Marked();

    [GeneratedRegex("^[A-Za-z/][A-Za-z0-9_./-]*$", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Unmistakable();

    [GeneratedRegex("^(?:true|false|null|yes|no|on|off|y|n)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, -1)]
    private static partial Regex Words();
}
