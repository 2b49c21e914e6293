using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Schema;
using TrafficRouting.TestKit;

namespace TrafficRouting.Rollouts.Tests.Configuration;

/// <summary>The schemas that editors check appsettings.json by: the package's own, and the one of the routes.</summary>
internal static class RolloutSchema
{
    public static string Text { get; } = Read("TrafficRouting.Rollouts");

    public static string CoreText { get; } = Read("TrafficRouting");

    private static JSchema Own { get; } = JSchema.Parse(Text);

    private static JSchema Core { get; } = JSchema.Parse(CoreText);

    public static IReadOnlyList<string> Errors(string json)
    {
        var token = JToken.Parse(json);
        token.IsValid(Own, out IList<string> own);
        token.IsValid(Core, out IList<string> core);
        return [.. own, .. core];
    }

    private static string Read(string project) => File.ReadAllText(DocSnippets.Locate($"src/{project}/ConfigurationSchema.json"));
}
