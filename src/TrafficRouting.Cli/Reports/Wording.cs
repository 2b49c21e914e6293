namespace TrafficRouting.Cli;

/// <summary>Words that all reports share.</summary>
internal static class Wording
{
    public static string Of(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "error",
        FindingSeverity.Warning => "warning",
        _ => "note",
    };

    public static string Counted(int count, string thing) => $"{Text.Grouped(count)} {thing}{(count == 1 ? "" : "s")}";

    /// <summary>Says how much was looked at, so that "ok" means something.</summary>
    public static string Summary(LoadedRouting routing)
    {
        var documents = routing.Documents == 0 ? ""
            : $", {Counted(routing.Documents, "document")} ({Text.Of(routing.Skipped)} of them skipped as no routing, {Text.Of(routing.Ignored)} ignored as for others)";
        var options = routing.Options;
        var content = $"{Counted(options.Services.Count, "service")}, {Counted(options.Services.Values.Sum(s => s?.Routes.Count ?? 0), "route")}, {Counted(options.Backends.Count, "backend")}";
        var verdict = (routing.Errors, routing.Warnings) switch
        {
            (0, 0) => "ok",
            (0, var warnings) => $"ok, {Counted(warnings, "warning")}",
            var (errors, warnings) => $"{Counted(errors, "error")}, {Counted(warnings, "warning")}",
        };
        return $"{verdict}: {Counted(routing.Files.Count, "file")}{documents}; {content}";
    }
}
