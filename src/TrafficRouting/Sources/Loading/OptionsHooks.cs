using Microsoft.Extensions.Options;

namespace TrafficRouting;

/// <summary>What the application hooked into the options of a table: changes of what was read, and checks of its own.</summary>
/// <param name="name">The name of the table.</param>
/// <param name="shape">The shape of the options.</param>
/// <param name="changes">The changes.</param>
/// <param name="checks">The checks.</param>
internal sealed class OptionsHooks<T>(string name, ObjectShape shape, IEnumerable<IPostConfigureOptions<T>> changes, IEnumerable<IValidateOptions<T>> checks)
    where T : class
{
    private readonly IPostConfigureOptions<T>[] _changes = [.. changes];
    private readonly IValidateOptions<T>[] _checks = [.. checks];

    /// <summary>Lets code fill empty options.</summary>
    public void Fill(T options, IEnumerable<IConfigureOptions<T>> code)
    {
        foreach (var configure in code)
        {
            if (configure is IConfigureNamedOptions<T> named)
                named.Configure(name, options);
            else if (name == Options.DefaultName)
                configure.Configure(options);
        }
    }

    /// <summary>Lets the application change a copy of what was read.</summary>
    public T Change(T options)
    {
        if (_changes.Length == 0)
            return options;
        var copy = (T)shape.Clone(options);
        foreach (var change in _changes)
            change.PostConfigure(name, copy);
        return copy;
    }

    public IEnumerable<Finding> Check(T options, string path) => _checks
        .Select(check => check.Validate(name, options))
        .Where(result => result.Failed)
        .SelectMany(result => result.Failures ?? [])
        .Select(failure => new Finding(FindingSeverity.Error, path, failure));
}
