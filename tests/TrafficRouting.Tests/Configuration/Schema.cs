using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Schema;

namespace TrafficRouting.Tests.Configuration;

/// <summary>The schema that editors check appsettings.json by.</summary>
internal static class Schema
{
    public static string Text { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ConfigurationSchema.json"));

    private static JSchema Parsed { get; } = JSchema.Parse(Text);

    public static IList<string> Errors(string json)
    {
        JToken.Parse(json).IsValid(Parsed, out IList<string> errors);
        return errors;
    }
}
