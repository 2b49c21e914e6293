namespace TrafficRouting;

/// <summary>Compiles what is answered or edited without choosing a backend.</summary>
internal static class AnswerCompiler
{
    public static DirectResponse? Response(DirectResponseOptions? options) => options is null
        ? null
        : new(options.Status, options.Body, options.ContentType ?? "text/plain");

    public static Redirect? Redirect(RedirectOptions? options) => options is null
        ? null
        : new(options.Status, options.Scheme, options.Host, options.Port, options.KeepPort, options.Path ?? options.PathPrefix, ReplacesPrefix: options.Path is null && options.PathPrefix is not null);

    public static Rewrite? Rewrite(RewriteOptions? options) => options is null
        ? null
        : new(
            options.Path ?? options.PathPrefix,
            ReplacesPrefix: options.Path is null && options.PathPrefix is not null,
            options.Regex is null ? null : RoutingRegex.Search(options.Regex),
            options.Regex is null ? null : RegexReplacement.Translate(options.Replacement ?? string.Empty),
            options.Host);

    public static FaultDelay? Delay(FaultDelayOptions? options) => options is null
        ? null
        : new(Percentage.FromPercent(options.Percentage), options.Duration);

    public static FaultAbort? Abort(FaultAbortOptions? options) => options is null
        ? null
        : new(Percentage.FromPercent(options.Percentage), options.Status);
}
