using Microsoft.Extensions.Options;

namespace TrafficRouting;

/// <summary>What the application hooked into the options: changes of what was read, and checks of its own.</summary>
internal sealed record OptionsHooks(
    string Name, IReadOnlyList<IPostConfigureOptions<TrafficRoutingOptions>> Changes, IReadOnlyList<IValidateOptions<TrafficRoutingOptions>> Checks)
{
    public static OptionsHooks None { get; } = new(Options.DefaultName, [], []);

    /// <summary>Lets the application change a copy of what was read.</summary>
    public TrafficRoutingOptions Change(TrafficRoutingOptions options)
    {
        if (Changes.Count == 0)
            return options;
        var copy = (TrafficRoutingOptions)TrafficRoutingOptions.Shape.Clone(options);
        foreach (var change in Changes)
            change.PostConfigure(Name, copy);
        return copy;
    }

    public IEnumerable<Finding> Check(TrafficRoutingOptions options, string path) => Checks
        .Select(check => check.Validate(Name, options))
        .Where(result => result.Failed)
        .SelectMany(result => result.Failures ?? [])
        .Select(failure => new Finding(FindingSeverity.Error, path, failure));
}
